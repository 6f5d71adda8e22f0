package io.fluxmart.seeding;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;

/** The numbers from 1 to something, cut into pieces that one transaction can take. */
final class Batches {

    record Numbers(int first, int last) {

        int size() {
            return last - first + 1;
        }

        <T> List<T> map(IntFunction<T> made) {
            return IntStream.rangeClosed(first, last).mapToObj(made).toList();
        }
    }

    private Batches() {}

    static Flux<Numbers> of(int count, int size) {
        return Flux.range(0, (count + size - 1) / size)
                .map(piece -> new Numbers(piece * size + 1, Math.min(count, (piece + 1) * size)));
    }
}
