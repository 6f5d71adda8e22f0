package io.fluxmart.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.sources.Entity;
import io.fluxmart.sources.Source;
import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Whatever is in a row, its neighbours come in. */
class BadRowTests extends ImportDesk {

    private final List<SourceRow> rows = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void harmsNobodyElse(boolean dryRun) {
        add("NUL in a name", Map.of("firstName", "a\u0000b"));
        add("NUL in an address", Map.of("email", "a\u0000b@c.example"));
        add("half a surrogate pair", Map.of("email", "a\udc00b@c.example"));
        add("half a pair in a name", Map.of("lastName", "\ud83d"));
        add("two letters that Java counts as four", Map.of("username", "𝒳𝒴"));
        add("a capital letter that PostgreSQL alone knows", Map.of("email", "\u2c2f@" + tag + ".example.org"));
        add("before all calendars", Map.of("createdAt", Instant.ofEpochMilli(Long.MIN_VALUE)));
        add("after them", Map.of("lastLogin", Instant.ofEpochMilli(Long.MAX_VALUE)));
        add("the last second before", Map.of("lastLogin", Instant.parse("-0001-12-31T23:59:59Z")));
        add("more than a number can be", Map.of("age", new BigDecimal("1E+6144")));
        add("no whole number", Map.of("age", new BigDecimal("30.5")));
        add("less than none", Map.of("age", Long.MIN_VALUE));
        add("no number", Map.of("age", "NaN"));
        add("a name of fields", Map.of("name", Map.of("first", "Ada")));
        add("a list for a status", Map.of("status", List.of("active")));
        add("truth as a word", Map.of("isActive", "yes"));
        add("a profile as a text", Map.of("profile", "Ada"));
        add("a long text", Map.of("bio", "x".repeat(1_000_000)));
        add("a long address", Map.of("email", "x".repeat(1_000_000) + "@c.example"));
        int bad = rows.size();
        add("id of any length \u0000 \ud83d " + "x".repeat(1_000), Map.of("email", "nowhere"));
        add(
                "good: the first year",
                Map.of("createdAt", Instant.parse("0001-01-01T00:00:00Z"), "age", new BigDecimal("3E1")));
        add("good: the end of a day", Map.of("createdAt", "1969-12-31T23:59:59.999999999+02:00"));

        Import finished = run(new Once(rows), dryRun);

        assertThat(finished.status()).isEqualTo(ImportStatus.COMPLETED);
        assertThat(finished.steps())
                .containsExactly(new ImportStep(Entity.USERS, (long) rows.size(), rows.size(), 2, 0, bad + 1, true));
        assertThat(rejectedFields(finished.id()))
                .hasSize(bad + 1)
                .containsEntry("NUL in a name", "firstName")
                .containsEntry("half a surrogate pair", "email")
                .containsEntry("before all calendars", "createdAt")
                .containsEntry("the last second before", "lastLogin")
                .containsEntry("a name of fields", "name")
                .containsEntry("a profile as a text", "profile")
                .containsEntry("a capital letter that PostgreSQL alone knows", "row");
        assertThat(rejects(finished.id())).allSatisfy(reject -> {
            assertThat(reject.row().codePointCount(0, reject.row().length())).isLessThanOrEqualTo(255);
            assertThat(reject.reason()).isNotBlank();
        });
    }

    private void add(String id, Map<String, Object> faults) {
        Map<String, Object> row = new HashMap<>(Map.of(
                "username", "%s_%d".formatted(tag, rows.size()),
                "email", "%d@%s.example.org".formatted(rows.size(), tag)));
        if (!faults.containsKey("name")) {
            row.put("firstName", "Ada");
        }
        row.putAll(faults);
        rows.add(new SourceRow(SourceId.string(id), row));
    }

    /** All rows in one page. */
    private record Once(List<SourceRow> rows) implements Source {

        @Override
        public Mono<Set<Entity>> entities() {
            return Mono.just(Set.of(Entity.USERS));
        }

        @Override
        public Mono<Long> count(Entity entity) {
            return Mono.just((long) rows.size());
        }

        @Override
        public Mono<List<SourceRow>> page(Entity entity, Optional<SourceId> after, int limit) {
            return Mono.just(after.isEmpty() ? rows : List.of());
        }

        @Override
        public Mono<Void> close() {
            return Mono.empty();
        }
    }
}
