package io.fluxmart.idempotency;

import java.util.Arrays;
import java.util.Optional;

/** How a key stood when it was asked for. */
public sealed interface KeyState {

    /**
     * Empty when the effect is to be carried out now.
     *
     * @throws io.fluxmart.problem.Failure 422 when the key stands for another request, 409 while another transaction has it
     */
    Optional<Answer> answerTo(Claim claim);

    /** Nothing has happened under this key; it is the asker's until their transaction ends. */
    record Free() implements KeyState {

        @Override
        public Optional<Answer> answerTo(Claim claim) {
            return Optional.empty();
        }
    }

    /** Another transaction has it. */
    record Taken() implements KeyState {

        @Override
        public Optional<Answer> answerTo(Claim claim) {
            throw new StillRunning();
        }
    }

    /** It has its answer. */
    record Answered(byte[] fingerprint, Answer answer) implements KeyState {

        /** As the key stands behind a request that was carried out just now. */
        public static Answered now(Claim claim, Answer answer) {
            return new Answered(claim.fingerprint(), answer.replayed());
        }

        @Override
        public Optional<Answer> answerTo(Claim claim) {
            if (!Arrays.equals(claim.fingerprint(), fingerprint)) {
                throw new KeyReused();
            }
            return Optional.of(answer);
        }
    }
}
