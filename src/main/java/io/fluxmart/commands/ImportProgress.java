package io.fluxmart.commands;

import io.fluxmart.imports.Import;
import io.fluxmart.imports.ImportStep;
import io.fluxmart.sources.Entity;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;

/** A bar for each entity, one after the other. */
final class ImportProgress implements AutoCloseable {

    private final PrintWriter out;
    private final Map<Entity, Progress> bars = new EnumMap<>(Entity.class);

    ImportProgress(PrintWriter out) {
        this.out = out;
    }

    synchronized void show(Import now) {
        now.steps().forEach(this::show);
    }

    private void show(ImportStep step) {
        if (!step.done()) {
            bars.computeIfAbsent(step.entity(), entity -> barOf(step)).show(step.read(), remarkOn(step));
        } else if (bars.containsKey(step.entity())) {
            Progress bar = bars.remove(step.entity());
            bar.show(step.read(), remarkOn(step));
            bar.close();
        }
    }

    private Progress barOf(ImportStep step) {
        Long expected = step.expected();
        return new Progress(out, step.entity().word(), expected == null ? -1 : expected);
    }

    private static String remarkOn(ImportStep step) {
        return step.rejected() + " rejected";
    }

    @Override
    public synchronized void close() {
        bars.values().forEach(Progress::close);
        bars.clear();
    }
}
