package io.fluxmart.load.bench;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one turn of {@link io.fluxmart.load.StreamLoad} measured.
 *
 * @param opened streams opened a second, of the thousand a second that were asked for
 * @param heap kilobytes of live heap that an idle stream holds; 0 for servers that are not measured
 * @param p50 milliseconds of a delivery, at two broadcasts a second
 * @param p99 likewise
 * @param perSecond deliveries a second, with four broadcasts under way at any time
 * @param cost microseconds of the server's processors for one of these
 * @param lost deliveries that were missed or came twice, and streams that ended
 */
record StreamFigure(double opened, double heap, double p50, double p99, double perSecond, double cost, double lost) {

    static StreamFigure of(String output) {
        String calm = line("open loop", output);
        String full = line("closed loop", output);
        return new StreamFigure(
                number(" ([\\d.]+)/s opened", output),
                number(", (-?[\\d.]+) KB of live heap", output),
                number("p50 ([\\d.]+) ms", calm),
                number("p99 ([\\d.]+) ms", calm),
                number(": ([\\d.]+) deliveries/s", full),
                number("CPU ([\\d.]+) us", full),
                number("(\\d+) missed", full) + number("(\\d+) repeated", full) + number("(\\d+) ended", full));
    }

    private static String line(String beginning, String output) {
        return output.lines()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No such line: " + beginning + "\n" + output));
    }

    /** The last of them: streams are opened once before, so that memory is not that of the first use. */
    private static double number(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        double last = Double.NaN;
        while (found.find()) {
            last = Double.parseDouble(found.group(1));
        }
        return last;
    }

    static String table(int streams, Map<String, List<StreamFigure>> figures) {
        return figures.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n", """
                        | %,d streams | deliveries/s | p50 ms at two a second | p99 ms | µs each | opened/s | KB of heap a stream | lost |
                        |---|---:|---:|---:|---:|---:|---:|---:|
                        """.formatted(streams), "\n"));
    }

    private static String row(String name, List<StreamFigure> figures) {
        return Stream.of(
                        name,
                        Spread.of("%,.0f", figures, StreamFigure::perSecond),
                        Spread.of("%.1f", figures, StreamFigure::p50),
                        Spread.of("%.1f", figures, StreamFigure::p99),
                        Spread.of("%.1f", figures, StreamFigure::cost),
                        Spread.of("%,.0f", figures, StreamFigure::opened),
                        Spread.of("%.1f", figures, StreamFigure::heap),
                        Spread.of("%.0f", figures, StreamFigure::lost))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
