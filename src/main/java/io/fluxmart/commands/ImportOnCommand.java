package io.fluxmart.commands;

import static java.util.Objects.requireNonNull;

import io.fluxmart.imports.Import;
import io.fluxmart.imports.ImportSettings;
import io.fluxmart.imports.ImportStatus;
import io.fluxmart.imports.OpenImport;
import io.fluxmart.imports.RankImportedOrders;
import io.fluxmart.imports.RunImport;
import io.fluxmart.imports.WatchImport;
import io.fluxmart.platform.postgres.Ids;
import io.fluxmart.sources.Source;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Runs an import for a command and shows how it goes, wherever the rows come from. */
final class ImportOnCommand {

    private static final Duration LOOK = Duration.ofMillis(500);

    private final Premises premises;

    ImportOnCommand(Premises premises) {
        this.premises = premises;
    }

    /** @return 0 when it came to its end and nothing was rejected */
    int run(CommandSpec spec, ImportOptions options, String nameOfSource, Supplier<Source> open) {
        String name = options.nameOr(nameOfSource, spec);
        premises.onRedis().migrated();
        RejectFile rejects = rejectFile(options);
        int batchSize = options.batchSizeOr(premises.get(ImportSettings.class).batchSize(), spec);
        Import found =
                requireNonNull(premises.await(premises.get(OpenImport.class).of(name, options.isDryRun(), batchSize)));
        PrintWriter err = spec.commandLine().getErr();
        announce(found, err);
        Import finished = runWith(open.get(), found, err);
        return report(finished, rejects, spec);
    }

    private @Nullable RejectFile rejectFile(ImportOptions options) {
        Path file = options.rejects();
        return file == null ? null : new RejectFile(premises, file).begin();
    }

    private static void announce(Import found, PrintWriter err) {
        if (found.startedAt() != null) {
            err.printf(
                    "Goes on with import %s of %s, in batches of %d.%n", found.id(), found.source(), found.batchSize());
        }
    }

    private Import runWith(Source source, Import found, PrintWriter err) {
        try (ImportProgress progress = new ImportProgress(err)) {
            return requireNonNull(premises.await(Mono.firstWithSignal(
                    premises.get(RunImport.class).run(found.id(), Ids.next(), source), watch(found, progress))));
        } finally {
            premises.await(source.close());
        }
    }

    private Mono<Import> watch(Import found, ImportProgress progress) {
        return premises.get(WatchImport.class)
                .every(LOOK, found.id())
                .publishOn(Schedulers.boundedElastic())
                .doOnNext(progress::show)
                .then(Mono.never());
    }

    private int report(Import finished, @Nullable RejectFile rejects, CommandSpec spec) {
        PrintWriter out = spec.commandLine().getOut();
        ImportTable table = new ImportTable(finished);
        table.print(out);
        table.printWhereRejectsAre(out);
        if (rejects != null) {
            rejects.write(finished.id());
        }
        rank(finished, spec.commandLine().getErr());
        return finished.status() == ImportStatus.COMPLETED && table.rejected() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void rank(Import finished, PrintWriter err) {
        if (Boolean.FALSE.equals(
                premises.await(premises.get(RankImportedOrders.class).after(finished)))) {
            err.println("Rankings lack the new orders: have them rebuilt, by POST /api/rankings/rebuild.");
        }
    }
}
