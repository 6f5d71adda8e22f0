package io.fluxmart.platform.http;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
import io.fluxmart.problem.MalformedRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Which versions a client is willing to change (RFC 9110, section 13.1.1).
 *
 * @param any whether {@code *} was sent: whatever version there is
 * @param tags the opaque parts of the strong tags, without quotes; weak ones never match
 */
public record IfMatch(boolean any, List<String> tags) {

    private static final IfMatch ANY = new IfMatch(true, List.of());
    private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e]*)\"");
    private static final Pattern LIST = Pattern.compile("(?:W/)?\"[^\"]*\"(?:\\s*,\\s*(?:W/)?\"[^\"]*\"){0,20}");

    /**
     * Reads the header, which an edit needs.
     *
     * @throws Failure 428 without it, 400 when it cannot be read
     */
    public static IfMatch required(ServerRequest request) {
        return optional(request)
                .orElseThrow(() -> new Failure(
                        Kind.PRECONDITION_REQUIRED,
                        "if_match_required",
                        "Name the version that you mean to change: send its ETag as If-Match."));
    }

    /** Whatever version there is, unless the header says which. */
    public static IfMatch orAny(ServerRequest request) {
        return optional(request).orElse(ANY);
    }

    /** For what may not be there yet: only who sends no header is willing to create it. */
    public static Optional<IfMatch> optional(ServerRequest request) {
        return Optional.ofNullable(request.headers().firstHeader("If-Match"))
                .map(String::strip)
                .map(IfMatch::of);
    }

    public Revisions revisions() {
        return Revisions.of(this);
    }

    /** For what has nothing but its revision in its tag: a tag with more to it is one of something else. */
    public Revisions plainRevisions() {
        return Revisions.of(
                new IfMatch(any, tags.stream().filter(tag -> !tag.contains(".")).toList()));
    }

    private static IfMatch of(String header) {
        if (header.equals("*")) {
            return ANY;
        }
        if (!LIST.matcher(header).matches()) {
            throw new MalformedRequest("invalid_if_match", "If-Match takes quoted entity tags, or *.");
        }
        return new IfMatch(
                false,
                TAG.matcher(header)
                        .results()
                        .filter(tag -> tag.group(1) == null)
                        .map(tag -> tag.group(2))
                        .toList());
    }
}
