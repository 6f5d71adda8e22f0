package io.fluxmart.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.fluxmart.imports.ListRejects;
import io.fluxmart.imports.RejectedRow;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stayed out and why, as a CSV file (RFC 4180), read and written page by page. */
final class RejectFile {

    private static final String HEAD = "entity,row,field,reason\r\n";
    private static final int PAGE = 500;
    private static final Pattern FORMULA = Pattern.compile("[=+@\\t\\r].*|-(?!\\d+$).*", Pattern.DOTALL);

    private final Premises premises;
    private final Path file;

    RejectFile(Premises premises, Path file) {
        this.premises = premises;
        this.file = file;
    }

    /** Before the import, which would else have to be done before anybody hears that the file cannot be. */
    RejectFile begin() {
        try {
            Files.writeString(file, HEAD);
            return this;
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    void write(UUID importId) {
        try (BufferedWriter writer = Files.newBufferedWriter(file, UTF_8)) {
            writer.write(HEAD);
            List<RejectedRow> page = page(importId, 0);
            while (!page.isEmpty()) {
                for (RejectedRow row : page) {
                    writer.write(lineOf(row));
                }
                page = page(importId, page.get(page.size() - 1).id());
            }
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    private CommandFailed unwritable(IOException failed) {
        return new CommandFailed("The rejects cannot be written to " + file + ": " + failed + ".");
    }

    private List<RejectedRow> page(UUID importId, long after) {
        return requireNonNull(premises.await(premises.get(ListRejects.class).of(importId, after, PAGE)));
    }

    private static String lineOf(RejectedRow row) {
        return Stream.of(row.entity().word(), row.row(), row.field(), row.reason())
                .map(RejectFile::quoted)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    /** Always, so that no value has to be looked at; a sign that a spreadsheet would calculate with is kept from it. */
    private static String quoted(String value) {
        boolean isFormula = FORMULA.matcher(value).matches();
        return '"' + (isFormula ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }
}
