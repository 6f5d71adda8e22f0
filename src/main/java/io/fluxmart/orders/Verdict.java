package io.fluxmart.orders;

import io.fluxmart.idempotency.Answer;

/** What became of one purchase of a batch. */
sealed interface Verdict {

    /** What the buyer is told; throws the refusal where there is one. */
    Answer answer();

    /** It is an order now, and its key keeps this answer. */
    record Placed(Purchase purchase, Order order, Answer answer) implements Verdict {}

    /** Its key had an answer already. */
    record Replayed(Answer answer) implements Verdict {}

    /** Nothing has changed. */
    record Refused(RuntimeException why) implements Verdict {

        @Override
        public Answer answer() {
            throw why;
        }
    }

    /** Another transaction holds a product of it, and nobody waited; nothing has changed. */
    record Held() implements Verdict {

        @Override
        public Answer answer() {
            throw new IllegalStateException("Whoever is held up has to wait for an answer");
        }
    }
}
