package io.fluxmart.mails;

import java.util.List;

/**
 * One look into the log: which of the events {@code after < seq <= upTo} are owed a mail, in order.
 *
 * @param upTo the same as {@code after} at the end of what is old enough to be looked at
 */
record OwedMails(long after, long upTo, List<Long> seqs) {

    boolean isEnd() {
        return upTo == after;
    }

    /** Up to where nothing is owed, with what the looks before this one found. */
    long settledAfter(long settledBefore) {
        boolean isGap = settledBefore < after;
        return isGap ? settledBefore : seqs.isEmpty() ? upTo : seqs.get(0) - 1;
    }
}
