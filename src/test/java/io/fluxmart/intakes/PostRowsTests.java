package io.fluxmart.intakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fluxmart.posts.AdoptedComment;
import io.fluxmart.posts.AdoptedPost;
import io.fluxmart.posts.PostSettings;
import io.fluxmart.sources.Entity;
import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import jakarta.validation.Validation;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A row becomes the same post whenever it is read, and what keeps it out is named as the source names it. */
class PostRowsTests {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Instant WRITTEN = Instant.parse("1969-07-20T20:17:40Z");
    private static final SourceId ROW = SourceId.number(7);
    private static final SourceId ADA = new SourceId("objectId", "65a1b2c3d4e5f60718293a4b");

    private final PostRows rows = new PostRows(
            new PostSettings(3),
            Validation.buildDefaultValidatorFactory().getValidator(),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void readsAPostWithItsComments() {
        AdoptedPost post = read(Map.of(
                "author",
                ADA,
                "title",
                " A title ",
                "content",
                "Content",
                "tags",
                List.of("Java", Map.of("name", "SQL")),
                "published",
                true,
                "createdAt",
                WRITTEN,
                "updatedAt",
                "1969-07-24T18:50:35+02:00",
                "comments",
                List.of(
                        Map.of("user", ADA, "text", "First", "createdAt", NOW),
                        Map.of("user", ADA, "body", "Second"))));

        assertThat(post.author()).isEqualTo(TargetIds.of("blog", Entity.USERS, ADA));
        assertThat(post.title()).isEqualTo("A title");
        assertThat(post.tags()).containsExactly("java", "sql");
        assertThat(post.published()).isTrue();
        assertThat(post.createdAt()).isEqualTo(WRITTEN);
        assertThat(post.updatedAt()).isEqualTo("1969-07-24T16:50:35Z");
        assertThat(post.comments()).extracting(AdoptedComment::text).containsExactly("First", "Second");
        assertThat(post.comments()).extracting(AdoptedComment::createdAt).containsExactly(NOW, WRITTEN);
        assertThat(post.comments()).extracting(AdoptedComment::id).doesNotHaveDuplicates();
    }

    @Test
    void makesTheSamePostOfTheSameRow() {
        Map<String, Object> values = valid("comments", List.of(Map.of("userId", 1L, "text", "Hi")));

        assertThat(read(values)).isEqualTo(read(values));
    }

    @Test
    void readsWhatATableHas() {
        AdoptedPost post = read(Map.of(
                "user_id",
                12L,
                "title",
                "A title",
                "body",
                "Content",
                "tags",
                " Java,, SQL ,",
                "is_published",
                1L,
                "created_at",
                WRITTEN));

        assertThat(post.author()).isEqualTo(TargetIds.of("blog", Entity.USERS, SourceId.number(12)));
        assertThat(post.content()).isEqualTo("Content");
        assertThat(post.tags()).containsExactly("java", "sql");
        assertThat(post.published()).isTrue();
        assertThat(post.updatedAt()).isNull();
    }

    @Test
    void takesAPostForADraftUnlessItSaysOtherwise() {
        assertThat(read(valid()).published()).isFalse();
        assertThat(read(valid("status", "draft")).published()).isFalse();
        assertThat(read(valid("status", "Published")).published()).isTrue();
        assertThat(read(valid("published", true, "deletedAt", Instant.EPOCH)).published())
                .isFalse();
        assertThat(read(valid("published", true, "is_deleted", 1L)).published()).isFalse();
        assertThat(read(valid("published", false, "status", "published")).published())
                .isFalse();
    }

    /** An object id begins with the second in which it was made. */
    @Test
    void knowsWhenARowWasMadeThatDoesNotTell() {
        assertThat(read(new SourceRow(ADA, valid())).createdAt()).isEqualTo("2024-01-12T21:44:35Z");
        assertThat(read(valid()).createdAt()).isEqualTo(NOW);
    }

    static Stream<Arguments> namesOfAda() {
        return Stream.of(
                arguments(ADA, ADA),
                arguments(ADA.text(), ADA),
                arguments(ADA.text().toUpperCase(java.util.Locale.ROOT), ADA),
                arguments(Map.of("_id", ADA, "name", "Ada"), ADA),
                arguments(12L, SourceId.number(12)),
                arguments("12", SourceId.number(12)),
                arguments(new java.math.BigDecimal("12.0"), SourceId.number(12)),
                arguments(12L, SourceId.string("12")),
                arguments("ada", SourceId.string("ada")),
                arguments(
                        "0F1C6A52-5d1e-5c3b-9d0a-6d1f0c7e2a11",
                        new SourceId("uuid", "0f1c6a52-5d1e-5c3b-9d0a-6d1f0c7e2a11")));
    }

    /** What is an id of one type in one collection is often a text in the next. */
    @ParameterizedTest
    @MethodSource("namesOfAda")
    void findsTheAuthorHoweverTheyAreNamed(Object name, SourceId ada) {
        SourcePost post = reading(valid("userId", name)).read().get(0);

        assertThat(post.author().among(Set.of(TargetIds.of("blog", Entity.USERS, ada)), "blog"))
                .isPresent();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("userId", "userId", null),
                arguments("userId", "userId", Map.of("name", "Ada")),
                arguments("userId", "userId", true),
                arguments("userId", "userId", new java.math.BigDecimal("1E+999999")),
                arguments("userId", "userId", "x".repeat(300)),
                arguments("title", "title", null),
                arguments("title", "title", 12L),
                arguments("title", "title", "x".repeat(256)),
                arguments("title", "title", "two\nlines"),
                arguments("title", "title", "nothing \u0000"),
                arguments("content", "content", " "),
                arguments("content", "content", "half a pair \ud83d"),
                arguments("body", "body", "x".repeat(20_001)),
                arguments("tags", "tags", true),
                arguments("tags", "tags.1", List.of("a", "b,c")),
                arguments("tags", "tags.1", Arrays.asList("a", null)),
                arguments("tags", "tags.0", List.of(Map.of("label", "a"))),
                arguments("tags", "tags", Collections.nCopies(100_000, "")),
                arguments("tags", "tags", ",a".repeat(21)),
                arguments("published", "published", "yes"),
                arguments("createdAt", "createdAt", "yesterday"),
                arguments("createdAt", "createdAt", 1_700_000_000L),
                arguments("createdAt", "createdAt", NOW.plusSeconds(1)),
                arguments("createdAt", "createdAt", Instant.MIN),
                arguments("createdAt", "createdAt", Instant.MAX),
                arguments("created_at", "created_at", Instant.MAX),
                arguments("updatedAt", "updatedAt", Instant.parse("-5000-01-01T00:00:00Z")),
                arguments("comments", "comments", "many"),
                arguments("comments", "comments", List.of("Hi")),
                arguments("comments", "comments", Collections.nCopies(4, Map.of("userId", 1L, "text", "Hi"))),
                arguments("comments", "comments.0.userId", List.of(Map.of("text", "Hi"))),
                arguments("comments", "comments.1.content", List.of(said("text", "Hi"), said("content", " "))),
                arguments("comments", "comments.0.text", List.of(said("text", "x".repeat(2_001)))),
                arguments("comments", "comments.0.text", List.of(said("text", "nothing \u0000"))),
                arguments("comments", "comments.0.text", List.of(Map.of("userId", 1L))),
                arguments(
                        "comments",
                        "comments.0.createdAt",
                        List.of(Map.of("userId", 1L, "text", "Hi", "createdAt", Instant.MAX))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void namesWhatKeepsAPostOut(String field, String fault, Object value) {
        Reading<SourcePost> reading = reading(valid(field, value));

        assertThat(reading.read()).isEmpty();
        assertThat(reading.rejects()).extracting(Reject::field).containsExactly(fault);
        assertThat(reading.rejects()).allSatisfy(reject -> {
            assertThat(reject.row()).isEqualTo(ROW);
            assertThat(reject.reason()).isNotBlank();
        });
    }

    @Test
    void namesEachFieldAtFaultButNotThousands() {
        assertThat(reading(Map.of()).rejects())
                .extracting(Reject::field)
                .containsExactlyInAnyOrder("userId", "title", "content");
        List<Map<String, Object>> comments = Collections.nCopies(1_000, Map.of());
        PostRows patient = new PostRows(
                new PostSettings(1_000),
                Validation.buildDefaultValidatorFactory().getValidator(),
                Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(patient.read("blog", List.of(new SourceRow(ROW, valid("comments", comments))))
                        .rejects())
                .hasSize(20);
    }

    @Test
    void keepsTheGoodOnesBesideABadOne() {
        Reading<SourcePost> reading = rows.read(
                "blog",
                List.of(
                        new SourceRow(SourceId.number(1), valid()),
                        new SourceRow(SourceId.number(2), Map.of()),
                        new SourceRow(SourceId.number(3), valid())));

        assertThat(reading.read()).extracting(post -> post.row().id().text()).containsExactly("1", "3");
    }

    private static Map<String, Object> said(String field, String text) {
        return Map.of("userId", 1L, field, text);
    }

    private static Map<String, Object> valid(Object... more) {
        Map<String, Object> values = new HashMap<>(Map.of("userId", 1L, "title", "A title", "content", "Content"));
        for (int i = 0; i < more.length; i += 2) {
            if (more[i].equals("body")) {
                values.remove("content");
            }
            values.put((String) more[i], more[i + 1]);
        }
        return values;
    }

    private Reading<SourcePost> reading(Map<String, Object> values) {
        return rows.read("blog", List.of(new SourceRow(ROW, values)));
    }

    private AdoptedPost read(Map<String, Object> values) {
        return read(new SourceRow(ROW, values));
    }

    private AdoptedPost read(SourceRow row) {
        Reading<SourcePost> reading = rows.read("blog", List.of(row));
        assertThat(reading.rejects()).isEmpty();
        return reading.read().get(0).among(Set.of(), "blog");
    }
}
