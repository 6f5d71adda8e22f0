package io.fluxmart.commands;

import io.fluxmart.imports.Import;
import io.fluxmart.imports.ImportStatus;
import io.fluxmart.imports.ImportStep;
import java.io.PrintWriter;
import java.util.function.ToLongFunction;

/** What became of the rows. Each line adds up, and so does each column. */
final class ImportTable {

    private static final String LINE = "%-8s%12s%12s%12s%12s%n";

    private final Import finished;

    ImportTable(Import finished) {
        this.finished = finished;
    }

    void print(PrintWriter out) {
        out.printf(
                "Import %s of %s: %s%s%n",
                finished.id(), finished.source(), kind(), finished.status().word());
        if (finished.status() == ImportStatus.FAILED) {
            out.printf(
                    "%s%nThe same command again %s.%n",
                    finished.failure(), finished.dryRun() ? "begins anew" : "goes on");
        }
        out.printf(LINE, "", "read", "migrated", "skipped", "rejected");
        finished.steps().forEach(step -> printLine(out, step));
        out.printf(
                LINE, "total", sum(ImportStep::read), sum(ImportStep::migrated), sum(ImportStep::skipped), rejected());
        out.flush();
    }

    private String kind() {
        return finished.dryRun() ? "dry run " : "";
    }

    private static void printLine(PrintWriter out, ImportStep step) {
        out.printf(LINE, step.entity().word(), step.read(), step.migrated(), step.skipped(), step.rejected());
    }

    void printWhereRejectsAre(PrintWriter out) {
        if (rejected() > 0) {
            out.printf("Why: SELECT row_id, field, reason FROM import_rejects WHERE import_id = '%s'%n", finished.id());
        }
    }

    long rejected() {
        return sum(ImportStep::rejected);
    }

    private long sum(ToLongFunction<ImportStep> column) {
        return finished.steps().stream().mapToLong(column).sum();
    }
}
