package io.fluxmart.commands;

import java.io.Console;
import java.io.PrintWriter;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far one step of a command is: rows, rate, remaining time, a remark. On a terminal it is one line that moves. */
final class Progress implements AutoCloseable {

    private static final int WIDTH = 110;
    private static final int MOVING_MILLIS = 200;
    private static final int LINES_MILLIS = 5_000;

    private final PrintWriter out;
    private final boolean isTerminal;
    private final ProgressBar bar;
    private String shown = "";

    /**
     * @param out where it is shown; not where results go
     * @param total how many there are to do; negative while nobody knows
     */
    Progress(PrintWriter out, String step, long total) {
        this(out, step, total, isTerminal());
    }

    Progress(PrintWriter out, String step, long total, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
        bar = new ProgressBarBuilder()
                .setTaskName(step)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(isTerminal ? MOVING_MILLIS : LINES_MILLIS)
                .setMaxRenderedLength(WIDTH)
                .setConsumer(new DelegatingProgressBarConsumer(this::show, WIDTH))
                .showSpeed()
                .build();
    }

    /** From Java 22 on there is a console also where output goes to a file or a pipe; it says which of them it is. */
    private static boolean isTerminal() {
        Console console = System.console();
        try {
            return console != null
                    && (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException beforeThat) {
            return true;
        } catch (ReflectiveOperationException unknown) {
            return false;
        }
    }

    /** The last state comes twice. */
    private void show(String line) {
        if (!line.equals(shown)) {
            shown = line;
            out.print(isTerminal ? "\r" + line : line + System.lineSeparator());
            out.flush();
        }
    }

    void show(long done, String remark) {
        bar.stepTo(done);
        bar.setExtraMessage(remark);
    }

    @Override
    public void close() {
        bar.close();
        if (isTerminal) {
            out.println(); // what follows is not part of the line that moved
        }
    }
}
