package io.fluxmart.platform.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Finds what was listed for a method and a path. The first entry that matches decides, as in a list that is read from the
 * top; but of its patterns only those are tried whose method, length and second segment ({@code /api/<this>}) are the
 * request's, which leaves a handful of a hundred (docs/adr/0029).
 *
 * @param <T> what is listed
 */
public final class PathIndex<T> {

    /** @param method null for all of them */
    public record Entry<T>(@Nullable HttpMethod method, PathPattern pattern, T value) {

        private boolean isFor(HttpMethod asked) {
            return method == null || method.equals(asked);
        }
    }

    /** @param segment null for the places that no entry names */
    private record Place(
            HttpMethod method, int length, @Nullable String segment) {}

    private static final int SECOND_SEGMENT = 3; // separators count, too

    private final Map<Place, List<Entry<T>>> places = new HashMap<>();
    private final Map<HttpMethod, List<Entry<T>>> elsewhere = new HashMap<>();

    public PathIndex(List<Entry<T>> entries) {
        for (HttpMethod method : HttpMethod.values()) {
            List<Entry<T>> mine =
                    entries.stream().filter(entry -> entry.isFor(method)).toList();
            elsewhere.put(
                    method,
                    mine.stream().filter(entry -> !isFixed(entry.pattern())).toList());
            placesOf(method, mine).forEach(place -> places.put(place, at(place, mine)));
        }
    }

    private static <T> Set<Place> placesOf(HttpMethod method, List<Entry<T>> entries) {
        Set<Place> found = new HashSet<>();
        entries.stream()
                .map(Entry::pattern)
                .filter(PathIndex::isFixed)
                .forEach(pattern -> found.add(placeOf(method, PathContainer.parsePath(pattern.getPatternString()))));
        return found;
    }

    private static <T> List<Entry<T>> at(Place place, List<Entry<T>> entries) {
        List<Entry<T>> found = new ArrayList<>(entries);
        found.removeIf(entry -> isFixed(entry.pattern()) && !place.equals(placeOf(place.method(), entry.pattern())));
        return List.copyOf(found);
    }

    /** The first entry that matches. */
    public @Nullable Entry<T> find(HttpMethod method, PathContainer path) {
        List<Entry<T>> candidates = places.get(placeOf(method, path));
        for (Entry<T> entry : candidates == null ? elsewhere.getOrDefault(method, List.of()) : candidates) {
            if (entry.pattern().matches(path)) {
                return entry;
            }
        }
        return null;
    }

    /** Whether it matches paths of one length and one second segment only. */
    private static boolean isFixed(PathPattern pattern) {
        List<PathContainer.Element> elements =
                PathContainer.parsePath(pattern.getPatternString()).elements();
        return !pattern.getPatternString().contains("*")
                && (elements.size() <= SECOND_SEGMENT
                        || !elements.get(SECOND_SEGMENT).value().contains("{"));
    }

    private static Place placeOf(HttpMethod method, PathPattern pattern) {
        return placeOf(method, PathContainer.parsePath(pattern.getPatternString()));
    }

    private static Place placeOf(HttpMethod method, PathContainer path) {
        List<PathContainer.Element> elements = path.elements();
        return elements.size() > SECOND_SEGMENT && elements.get(SECOND_SEGMENT) instanceof PathSegment segment
                ? new Place(method, elements.size(), segment.valueToMatch())
                : new Place(method, elements.size(), null);
    }
}
