package io.fluxmart.imports;

import io.fluxmart.sources.Entity;
import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Users of somebody else's, the same ones for the same seed: 3 in 100 share an e-mail address or a username with an earlier one, in
 * another case; 2 in 100 are invalid; among the others are emoji, nulls, dates before 1970 and signs that mean something to SQL.
 */
final class Crowd {

    private static final List<String> FIRST_NAMES = List.of(
            "Ada", "Zoë 🚀", "Łukasz", "O'Hara", "NULL", "\"quoted\"", "back\\slash", "{a,b}", "李", "👩‍👩‍👧‍👦");

    /** What is wrong, by the field that it is wrong with. */
    private static final List<Map.Entry<String, BiConsumer<Map<String, Object>, Random>>> FAULTS = List.of(
            Map.entry("email", (row, random) -> row.remove("email")),
            Map.entry("email", (row, random) -> row.put("email", "nowhere")),
            Map.entry("email", (row, random) -> row.put("email", 12L)),
            Map.entry("profile.firstName", (row, random) -> profile(row).put("firstName", "x".repeat(400))),
            Map.entry("profile.lastName", (row, random) -> profile(row).put("lastName", "🚀".repeat(400))),
            Map.entry("profile.age", (row, random) -> profile(row).put("age", 151L)),
            Map.entry("profile.age", (row, random) -> profile(row).put("age", new BigDecimal("1E+400"))),
            Map.entry("username", (row, random) -> row.put("username", "two words")),
            Map.entry("status", (row, random) -> row.put("status", "asleep")),
            Map.entry(
                    "createdAt",
                    (row, random) -> row.put("createdAt", Instant.now().plus(Duration.ofDays(3)))),
            Map.entry("createdAt", (row, random) -> row.put("createdAt", Instant.parse("-5000-01-01T00:00:00Z"))),
            Map.entry("profile.bio", (row, random) -> profile(row).put("bio", "nothing \u0000 at all")),
            Map.entry("profile.bio", (row, random) -> profile(row).put("bio", "half a pair \ud83d")));

    private final String tag;
    private final Random random;
    private final List<SourceRow> rows = new ArrayList<>();
    private final List<Person> valid = new ArrayList<>();
    private final Map<String, String> faultyFields = new TreeMap<>();
    private int duplicates;

    private Crowd(String tag, long seed) {
        this.tag = tag;
        this.random = new Random(seed);
    }

    /** What the target is to have of a valid row. */
    record Person(String username, String email, String firstName, String lastName, Instant createdAt) {}

    /** @param tag makes names and addresses its own; letters and digits */
    static Crowd of(int size, String tag, long seed) {
        Crowd crowd = new Crowd(tag, seed);
        for (int number = 1; number <= size; number++) {
            crowd.add(number);
        }
        return crowd;
    }

    private void add(int number) {
        int lot = random.nextInt(100);
        Map<String, Object> row = validRow(number);
        if (lot < 3 && !valid.isEmpty()) {
            makeDuplicate(row);
        } else if (lot < 5) {
            makeInvalid(number, row);
        } else {
            valid.add(personOf(row));
        }
        rows.add(new SourceRow(SourceId.number(number), row));
    }

    private Map<String, Object> validRow(int number) {
        Map<String, Object> profile = new HashMap<>();
        profile.put("firstName", FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size())));
        profile.put("lastName", random.nextBoolean() ? null : "Lovelace");
        profile.put("age", random.nextBoolean() ? null : (long) random.nextInt(121));
        profile.put("bio", random.nextInt(10) == 0 ? "line\r\n\ttab 'quote' \\ 🚀" : null);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("username", "%s_%d".formatted(tag, number));
        row.put("email", "Reader.%d@%s.example.org".formatted(number, tag));
        row.put("password", "$2b$10$" + "x".repeat(53));
        row.put("profile", profile);
        row.put("isActive", random.nextInt(10) > 0);
        row.put(
                "createdAt",
                random.nextBoolean()
                        ? Instant.parse("1912-06-23T04:05:06.789Z")
                        : Instant.parse("2024-02-29T00:00:00Z"));
        row.put("lastLogin", null);
        row.put("roles", List.of("admin"));
        return row;
    }

    private void makeDuplicate(Map<String, Object> row) {
        Person earlier = valid.get(random.nextInt(valid.size()));
        if (random.nextBoolean()) {
            row.put("email", earlier.email().toUpperCase(Locale.ROOT));
        } else {
            row.put("username", earlier.username().toUpperCase(Locale.ROOT));
        }
        duplicates++;
    }

    private void makeInvalid(int number, Map<String, Object> row) {
        var fault = FAULTS.get(random.nextInt(FAULTS.size()));
        fault.getValue().accept(row, random);
        faultyFields.put(String.valueOf(number), fault.getKey());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> profile(Map<String, Object> row) {
        return (Map<String, Object>) row.get("profile");
    }

    private static Person personOf(Map<String, Object> row) {
        return new Person(
                (String) row.get("username"),
                ((String) row.get("email")).toLowerCase(Locale.ROOT),
                (String) profile(row).get("firstName"),
                (String) profile(row).get("lastName"),
                (Instant) row.get("createdAt"));
    }

    ListedSource source() {
        return new ListedSource(rows);
    }

    List<SourceRow> rows() {
        return rows;
    }

    List<Person> valid() {
        return valid;
    }

    /** The field at fault by the id of the row. */
    Map<String, String> faultyFields() {
        return faultyFields;
    }

    ImportStep expected() {
        long rejected = faultyFields.size();
        return new ImportStep(Entity.USERS, (long) rows.size(), rows.size(), valid.size(), duplicates, rejected, true);
    }
}
