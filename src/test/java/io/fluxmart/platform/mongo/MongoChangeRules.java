package io.fluxmart.platform.mongo;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;

/** What a change of documents may not do while nodes of the version before are at work (docs/migrations.md). */
final class MongoChangeRules {

    private MongoChangeRules() {}

    /**
     * @param file as it is in {@code db/mongo/changes}
     * @param earlier the names of the changes before this one
     */
    static List<String> brokenBy(Document file, Set<String> earlier) {
        Document contract = file.get("contract", Document.class);
        if (contract == null) {
            return file.getList("up", Document.class).stream()
                    .flatMap(MongoChangeRules::judge)
                    .toList();
        }
        return earlier.contains(contract.getString("expandedBy")) && contract.containsKey("unusedSince")
                ? List.of()
                : List.of("a contract says what it is expandedBy, an earlier change, and unusedSince which version");
    }

    private static Stream<String> judge(Document command) {
        return switch (command.keySet().iterator().next()) {
            case "createIndexes" ->
                command.getList("indexes", Document.class).stream()
                        .filter(index -> index.getBoolean("unique", false))
                        .map(index -> "forbids what nodes of the version before may write: " + index.toJson());
            case "update" ->
                command.getList("updates", Document.class).stream()
                        .map(update -> update.get("u", Document.class))
                        .filter(update -> update.containsKey("$unset") || update.containsKey("$rename"))
                        .map(update -> "takes away what nodes of the version before may read: " + update.toJson());
            default -> Stream.of("is not known to leave the nodes of the version before alone: " + command.toJson());
        };
    }
}
