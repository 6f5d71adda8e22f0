package io.fluxmart.limits;

import java.time.Duration;

/**
 * Where a client stands after a request.
 *
 * @param count of the requests in this window, this one and refused ones included
 * @param left until the window ends
 */
record Standing(Limit limit, long count, Duration left) {

    private static final Duration ALMOST_A_SECOND = Duration.ofNanos(999_999_999);

    boolean isExceeded() {
        return count > limit.quota();
    }

    long remaining() {
        return Math.max(0, limit.quota() - count);
    }

    /** Rounded up: after that many seconds the window is over for certain. */
    long secondsLeft() {
        return left.plus(ALMOST_A_SECOND).toSeconds();
    }
}
