package io.fluxmart.imports;

import static io.fluxmart.platform.postgres.Values.instant;
import static io.fluxmart.platform.postgres.Values.instantOrNull;
import static io.fluxmart.platform.postgres.Values.required;

import io.fluxmart.sources.Entity;
import io.r2dbc.spi.Readable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One row of an import joined to its steps: the import, repeated on each row, and one step, if it has any. */
record ImportRow(Import record, @Nullable ImportStep step) {

    /** Of imports i, joined to import_steps s. */
    static final String COLUMNS = """
            i.id, i.source, i.dry_run, i.batch_size, i.status, i.failure, i.requested_by, i.created_at, i.started_at,
            i.finished_at, s.entity, s.expected, s.read, s.migrated, s.skipped, s.rejected, s.is_done\
            """;

    static ImportRow of(Readable row) {
        Import record = new Import(
                required(row, "id", UUID.class),
                required(row, "source", String.class),
                required(row, "dry_run", Boolean.class),
                required(row, "batch_size", Integer.class),
                ImportStatus.of(required(row, "status", String.class)),
                row.get("failure", String.class),
                row.get("requested_by", UUID.class),
                instant(row, "created_at"),
                instantOrNull(row, "started_at"),
                instantOrNull(row, "finished_at"),
                List.of());
        String entity = row.get("entity", String.class);
        return new ImportRow(record, entity == null ? null : stepOf(Entity.of(entity), row));
    }

    private static ImportStep stepOf(Entity entity, Readable row) {
        return new ImportStep(
                entity,
                row.get("expected", Long.class),
                required(row, "read", Long.class),
                required(row, "migrated", Long.class),
                required(row, "skipped", Long.class),
                required(row, "rejected", Long.class),
                required(row, "is_done", Boolean.class));
    }

    /** Puts the steps back under their imports; keeps the order of the imports. */
    static List<Import> fold(List<ImportRow> rows) {
        Map<UUID, List<ImportRow>> byImport = rows.stream()
                .collect(Collectors.groupingBy(row -> row.record.id(), LinkedHashMap::new, Collectors.toList()));
        return byImport.values().stream().map(ImportRow::foldOne).toList();
    }

    private static Import foldOne(List<ImportRow> rows) {
        Import record = rows.get(0).record;
        List<ImportStep> steps = rows.stream()
                .map(ImportRow::step)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(ImportStep::entity))
                .toList();
        return new Import(
                record.id(),
                record.source(),
                record.dryRun(),
                record.batchSize(),
                record.status(),
                record.failure(),
                record.requestedBy(),
                record.createdAt(),
                record.startedAt(),
                record.finishedAt(),
                steps);
    }
}
