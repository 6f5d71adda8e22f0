package io.fluxmart.intakes;

import io.fluxmart.sources.SourceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What rows are to become, as far as they themselves tell.
 *
 * @param read in the order of the rows, without those rejected
 */
record Reading<T>(List<T> read, List<Reject> rejects) {

    /** @param read turns a row into one of ours, or rejects it; what it returns then does not count */
    static <T> Reading<T> of(List<SourceRow> rows, BiFunction<SourceRow, Fields, @Nullable T> read) {
        return of(rows, row -> row, read);
    }

    /** As it is after another look, which may reject more. */
    <R> Reading<R> then(Function<T, SourceRow> rowOf, BiFunction<T, Fields, @Nullable R> look) {
        Reading<R> next = of(read, rowOf, look);
        return new Reading<>(
                next.read,
                Stream.concat(rejects.stream(), next.rejects.stream()).toList());
    }

    Reading<T> without(Predicate<T> some) {
        return new Reading<>(read.stream().filter(some.negate()).toList(), rejects);
    }

    private static <T, R> Reading<R> of(
            List<T> all, Function<T, SourceRow> rowOf, BiFunction<T, Fields, @Nullable R> look) {
        List<R> read = new ArrayList<>();
        List<Reject> rejects = new ArrayList<>();
        for (T one : all) {
            Fields fields = new Fields(rowOf.apply(one));
            R result = look.apply(one, fields);
            rejects.addAll(fields.rejects());
            if (result != null && fields.rejects().isEmpty()) {
                read.add(result);
            }
        }
        return new Reading<>(List.copyOf(read), List.copyOf(rejects));
    }
}
