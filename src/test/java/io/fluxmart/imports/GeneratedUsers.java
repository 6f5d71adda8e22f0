package io.fluxmart.imports;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.fluxmart.sources.Entity;
import io.netty.channel.Channel;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Speaks MongoDB's wire protocol over a collection of users with the ids 1, 2, 3 and so on that it makes up when it is asked: however
 * many there are, they take no memory, and a page takes no search. Of each hundred, three share an e-mail address or a username
 * with an earlier one, in another case, and two are invalid.
 */
final class GeneratedUsers implements AutoCloseable {

    private static final int ACROSS_BATCHES = 1_099;

    private final int size;
    private final String tag;
    private final MongoServer server;
    private final String address;

    /** @param size a multiple of a hundred */
    GeneratedUsers(int size, String tag) {
        this.size = size;
        this.tag = tag;
        this.server = new MongoServer(new Backend());
        this.address = "mongodb://127.0.0.1:" + server.bind().getPort();
    }

    String uri() {
        return address + "/" + tag;
    }

    ImportStep expected() {
        long hundreds = size / 100;
        return new ImportStep(Entity.USERS, (long) size, size, 95 * hundreds, 3 * hundreds, 2 * hundreds, true);
    }

    List<Crowd.Person> valid() {
        return IntStream.rangeClosed(1, size)
                .filter(number -> isValid(number % 100))
                .mapToObj(number -> new Crowd.Person(
                        username(number),
                        email(number).toLowerCase(Locale.ROOT),
                        "Zoë 🚀",
                        "Nr. " + number,
                        createdAt(number)))
                .toList();
    }

    private static boolean isValid(int place) {
        return place < 97 && place != 50 && place != 51;
    }

    private Document user(int number) {
        Document profile = new Document("firstName", "Zoë 🚀").append("lastName", "Nr. " + number);
        Document user = new Document("_id", number)
                .append("username", username(number))
                .append("email", email(number))
                .append("password", "$2b$10$" + "x".repeat(53))
                .append("createdAt", createdAt(number))
                .append("isActive", number % 7 > 0)
                .append("profile", profile);
        switch (number % 100) {
            case 50 -> user.append("email", "nowhere");
            case 51 -> profile.append("lastName", "🚀".repeat(400));
            case 97 -> user.append("email", email(number - 7).toUpperCase(Locale.ROOT));
            case 98 -> user.append("username", username(number - 8).toUpperCase(Locale.ROOT));
            case 99 -> user.append("email", email(number > ACROSS_BATCHES ? number - ACROSS_BATCHES + 1 : number - 9));
            default -> {}
        }
        return user;
    }

    private String username(int number) {
        return "%s_%d".formatted(tag, number);
    }

    private String email(int number) {
        return "Reader.%d@%s.example.org".formatted(number, tag);
    }

    /** Many of them before 1970. */
    private static Instant createdAt(int number) {
        return Instant.EPOCH.plusSeconds((number % 2_000 - 1_000) * 86_400L);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Backend extends MemoryBackend {

        @Override
        public Document handleCommand(Channel channel, String database, String command, Document query) {
            return switch (command.toLowerCase(Locale.ROOT)) {
                case "hello" -> super.handleCommand(channel, database, "ismaster", query);
                case "listcollections" ->
                    cursor(database, List.of(new Document("name", "users").append("type", "collection")));
                case "count" -> new Document("n", size).append("ok", 1.0);
                case "find" -> cursor(database, find(query));
                default -> super.handleCommand(channel, database, command, query);
            };
        }
    }

    private static Document cursor(String database, List<Document> batch) {
        return new Document(
                        "cursor",
                        new Document("id", 0L).append("ns", database + ".users").append("firstBatch", batch))
                .append("ok", 1.0);
    }

    private List<Document> find(Document query) {
        Document filter = (Document) query.get("filter");
        if (filter != null
                && filter.toString().contains("$type")
                && !filter.toString().contains("\"number\"")) {
            return List.of();
        }
        int from = Math.max(behind(filter), query.get("skip") instanceof Number skip ? skip.intValue() : 0);
        int to = Math.min(size, from + ((Number) query.get("limit")).intValue());
        return IntStream.rangeClosed(from + 1, to).mapToObj(this::user).toList();
    }

    /** The number behind {@code $gt}, however deep. */
    private static int behind(Object filter) {
        if (filter instanceof Map<?, ?> fields) {
            return fields.get("$gt") instanceof Number last
                    ? last.intValue()
                    : fields.values().stream()
                            .mapToInt(GeneratedUsers::behind)
                            .max()
                            .orElse(0);
        }
        return filter instanceof Collection<?> parts
                ? parts.stream().mapToInt(GeneratedUsers::behind).max().orElse(0)
                : 0;
    }
}
