package io.fluxmart.load.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The median of several runs, and from where to where they went. */
final class Spread {

    private Spread() {}

    /** @param format of one number */
    static <F> String of(String format, List<F> figures, ToDoubleFunction<F> what) {
        double[] sorted = figures.stream().mapToDouble(what).sorted().toArray();
        return String.format(
                Locale.ROOT,
                format + " (" + format + "–" + format + ")",
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1]);
    }
}
