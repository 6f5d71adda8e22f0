package io.fluxmart.orders;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
import java.util.stream.Collectors;

/** An order cannot go from where it stands to where it was sent. */
final class IllegalTransition extends Failure {

    IllegalTransition(OrderStatus from, OrderStatus to) {
        super(
                Kind.CONFLICT,
                "illegal_transition",
                "An order that is %s cannot become %s; %s.".formatted(from.word(), to.word(), waysFrom(from)));
    }

    private static String waysFrom(OrderStatus from) {
        if (from.next().isEmpty()) {
            return "that is where its life ends";
        }
        return from.next().stream().map(OrderStatus::word).collect(Collectors.joining(" or ", "it can become ", ""));
    }
}
