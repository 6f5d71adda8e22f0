package io.fluxmart.intakes;

import com.fasterxml.uuid.Generators;
import io.fluxmart.posts.AdoptedComment;
import io.fluxmart.posts.AdoptedPost;
import io.fluxmart.posts.PostSettings;
import io.fluxmart.sources.Entity;
import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns rows into posts. Asks no store. */
@Component
class PostRows {

    private static final List<String> WRITER = List.of("user_id", "authorId", "author_id", "author", "user", "userId");
    private static final List<String> TITLE = List.of("title");
    private static final List<String> CONTENT = List.of("body", "content");
    private static final List<String> TAGS = List.of("tags");
    private static final List<String> PUBLISHED = List.of("isPublished", "is_published", "published");
    private static final List<String> STATUS = List.of("status");
    private static final List<String> CREATED_AT = List.of("created_at", "createdAt");
    private static final List<String> UPDATED_AT = List.of("updated_at", "updatedAt");
    private static final List<String> COMMENTS = List.of("comments");
    private static final List<String> SAID = List.of("content", "body", "text");

    private static final Map<String, List<String>> SPELLINGS = Map.of("content", CONTENT);
    private static final Map<String, List<String>> SPELLINGS_IN_COMMENTS = Map.of("text", SAID);

    /** Who wrote what is known once it was asked who is here. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final int maxComments;
    private final Validator validator;
    private final Clock clock;

    PostRows(PostSettings settings, Validator validator, Clock clock) {
        this.maxComments = Math.toIntExact(settings.maxComments());
        this.validator = validator;
        this.clock = clock;
    }

    Reading<SourcePost> read(String source, List<SourceRow> rows) {
        Instant now = clock.instant();
        return Reading.of(rows, (row, fields) -> read(TargetIds.of(source, Entity.POSTS, row.id()), row, fields, now));
    }

    private @Nullable SourcePost read(UUID id, SourceRow row, Fields fields, Instant now) {
        Reference author = writerOf(fields);
        AdoptedPost bare = bare(id, row.id(), fields, now);
        fields.rejectInvalid(validator.validate(bare), SPELLINGS);
        List<Fields> said = fields.each(COMMENTS, maxComments);
        List<Reference> commenters =
                said.stream().map(PostRows::writerOf).filter(Objects::nonNull).toList();
        List<AdoptedComment> comments =
                said.stream().map(one -> comment(one, bare, now)).toList();
        return author == null ? null : new SourcePost(row, author, commenters, bare.with(comments));
    }

    private static @Nullable Reference writerOf(Fields fields) {
        return fields.required(WRITER, fields.reference(WRITER));
    }

    /**
     * Without its comments, and of nobody yet.
     *
     * @param now when posts were written that do not tell
     */
    private static AdoptedPost bare(UUID id, SourceId row, Fields fields, Instant now) {
        Instant createdAt = fields.pastTime(CREATED_AT, now);
        return new AdoptedPost(
                id,
                NOBODY,
                fields.text(TITLE),
                fields.text(CONTENT),
                tagsOf(fields),
                isPublished(fields),
                createdAt == null ? row.madeAt().orElse(now) : createdAt,
                fields.pastTime(UPDATED_AT, now),
                List.of());
    }

    /** As old as the post where it does not tell; its place names it, since it may have no id. */
    private AdoptedComment comment(Fields said, AdoptedPost post, Instant now) {
        Instant createdAt = said.pastTime(CREATED_AT, now);
        AdoptedComment comment = new AdoptedComment(
                Generators.nameBasedGenerator(post.id()).generate(said.prefix()),
                NOBODY,
                said.text(SAID),
                createdAt == null ? post.createdAt() : createdAt);
        said.rejectInvalid(validator.validate(comment), SPELLINGS_IN_COMMENTS);
        return comment;
    }

    /** A draft, where nothing says otherwise; what was taken down there is not put up here. */
    private static boolean isPublished(Fields fields) {
        Boolean truth = fields.truth(PUBLISHED);
        boolean isSaidToBe = truth == null ? "published".equalsIgnoreCase(fields.text(STATUS)) : truth;
        return isSaidToBe && !fields.isDeleted();
    }

    /** One text with commas, or a list of texts or of objects with a name. */
    private static List<@Nullable String> tagsOf(Fields fields) {
        return fields.find(TAGS).value() instanceof String
                ? split(fields.text(TAGS))
                : named(fields.list(TAGS, AdoptedPost.MOST_TAGS), fields);
    }

    /** One too many is for the validator to find. Blank ones count for nothing. */
    private static List<String> split(@Nullable String tags) {
        return tags == null
                ? List.of()
                : Arrays.stream(tags.split(","))
                        .filter(tag -> !tag.isBlank())
                        .limit(AdoptedPost.MOST_TAGS + 1)
                        .toList();
    }

    private static List<@Nullable String> named(List<? extends @Nullable Object> tags, Fields fields) {
        return IntStream.range(0, tags.size())
                .mapToObj(place -> nameOf(tags.get(place), "tags." + place, fields))
                .toList();
    }

    private static @Nullable String nameOf(@Nullable Object tag, String field, Fields fields) {
        Object name = tag instanceof Map<?, ?> embedded ? embedded.get("name") : tag;
        return name instanceof String text && StorableText.is(text) ? text : fields.reject(field, "is not a text");
    }
}
