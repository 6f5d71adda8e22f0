package io.fluxmart.commands;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** The {@link Progress} of steps that come one after the other; a step without work is not shown. */
final class Steps implements AutoCloseable {

    private final PrintWriter out;
    private @Nullable String step;
    private @Nullable Progress progress;

    Steps(PrintWriter out) {
        this.out = out;
    }

    /** @param total of this step */
    void show(String name, long done, long total) {
        if (!name.equals(step)) {
            close();
            step = name;
            progress = total > 0 ? new Progress(out, name, total) : null;
        }
        if (progress != null) {
            progress.show(done, "");
        }
    }

    @Override
    public void close() {
        if (progress != null) {
            progress.close();
            progress = null;
        }
    }
}
