package io.fluxmart.platform.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.springframework.core.io.Resource;

/**
 * A change of indexes or documents, and how it is taken back.
 *
 * @param name of its file, without the ending: the time it was written, and words
 * @param up the server's own commands, each of which may run again after it was cut short
 * @param down likewise
 */
record MongoChange(String name, List<Document> up, List<Document> down) {

    private static final String ENDING = ".json";

    /** Known to lose nothing; of everything else it is assumed. */
    private static final Set<String> HARMLESS = Set.of("createIndexes", "dropIndexes");

    static MongoChange read(Resource file) {
        try {
            String name = requireNonNull(file.getFilename());
            Document change = Document.parse(file.getContentAsString(UTF_8));
            return new MongoChange(
                    name.substring(0, name.length() - ENDING.length()),
                    change.getList("up", Document.class),
                    change.getList("down", Document.class));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String file() {
        return name + ENDING;
    }

    /** The commands after whose undoing data may be gone. */
    List<String> losses() {
        return down.stream()
                .filter(command ->
                        !HARMLESS.contains(command.keySet().iterator().next()))
                .map(Document::toJson)
                .toList();
    }
}
