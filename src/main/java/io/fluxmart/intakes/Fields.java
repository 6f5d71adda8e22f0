package io.fluxmart.intakes;

import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import jakarta.validation.ConstraintViolation;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a source row, under whichever name the source has them, and collects what is wrong with them. */
final class Fields {

    /** What PostgreSQL's driver writes without a sign before it. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final List<String> DELETED_AT = List.of("deletedAt", "deleted_at");
    private static final List<String> DELETED = List.of("isDeleted", "is_deleted", "deleted");

    /** Of one row; nobody has to store the thousands that a long list may yield. */
    private static final int MOST_REJECTS = 20;

    private final SourceId row;
    private final Map<String, @Nullable Object> values;
    private final String prefix;
    private final List<Reject> rejects;

    Fields(SourceRow row) {
        this(row.id(), row.values(), "", new ArrayList<>());
    }

    private Fields(SourceId row, Map<String, @Nullable Object> values, String prefix, List<Reject> rejects) {
        this.row = row;
        this.values = values;
        this.prefix = prefix;
        this.rejects = rejects;
    }

    /** @param name a dotted path */
    record Found(String name, @Nullable Object value) {}

    /** The first that is there and not null; under the last spelling, and null, where there is none. */
    Found find(List<String> spellings) {
        return spellings.stream()
                .map(name -> new Found(name, valueAt(name)))
                .filter(found -> found.value() != null)
                .findFirst()
                .orElseGet(() -> new Found(spellings.get(spellings.size() - 1), null));
    }

    private @Nullable Object valueAt(String path) {
        Object value = values;
        for (String name : path.split("\\.")) {
            value = value instanceof Map<?, ?> fields ? fields.get(name) : null;
        }
        return value;
    }

    @Nullable
    String text(List<String> spellings) {
        return read(spellings, "is not a text", value -> value instanceof String text ? text : null, this::storable);
    }

    private @Nullable String storable(Found found, String text) {
        return StorableText.is(text) ? text : reject(found.name(), "holds a character that cannot be stored");
    }

    /** Some number their articles. */
    @Nullable
    String textOrNumber(List<String> spellings) {
        Found found = find(spellings);
        return found.value() instanceof Long number ? number.toString() : text(spellings);
    }

    @Nullable
    Long wholeNumber(List<String> spellings) {
        return read(spellings, "is not a whole number", Fields::asWholeNumber, (found, number) -> number);
    }

    private static @Nullable Long asWholeNumber(Object value) {
        if (value instanceof BigDecimal number) {
            return isWhole(number) ? Long.valueOf(number.longValue()) : null;
        }
        return value instanceof Long number ? number : null;
    }

    private static boolean isWhole(BigDecimal number) {
        try {
            number.longValueExact();
            return true;
        } catch (ArithmeticException notWhole) {
            return false;
        }
    }

    /** One and zero are what a database without truth values has instead. */
    @Nullable
    Boolean truth(List<String> spellings) {
        return read(spellings, "is neither true nor false", Fields::asTruth, (found, truth) -> truth);
    }

    private static @Nullable Boolean asTruth(Object value) {
        if (value instanceof Long number) {
            return number == 0 || number == 1 ? Boolean.valueOf(number == 1) : null;
        }
        return value instanceof Boolean truth ? truth : null;
    }

    /** Whether the row is only kept there, and counts as gone. */
    boolean isDeleted() {
        return find(DELETED_AT).value() != null || Boolean.TRUE.equals(truth(DELETED));
    }

    /** In the past, to the microsecond. */
    @Nullable
    Instant pastTime(List<String> spellings, Instant now) {
        return read(spellings, "is not a time", Fields::asTime, (found, time) -> past(found, time, now));
    }

    private @Nullable Instant past(Found found, Instant time, Instant now) {
        if (time.isAfter(now)) {
            return reject(found.name(), "is in the future");
        }
        return time.isBefore(EARLIEST) ? reject(found.name(), "is before the year 1") : Times.toMicros(time);
    }

    private static @Nullable Instant asTime(Object value) {
        try {
            return value instanceof String text
                    ? OffsetDateTime.parse(text.strip()).toInstant()
                    : value instanceof Instant time ? time : null;
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    /** Another row that is named by its id, or by what is embedded of it. */
    @Nullable
    Reference reference(List<String> spellings) {
        return read(spellings, "is not an id", References::ofOrNull, (found, ids) -> new Reference(found.name(), ids));
    }

    /** The fields of each object in a list; none where there is no list. */
    List<Fields> each(List<String> spellings, int most) {
        String name = find(spellings).name();
        List<?> list = list(spellings, most);
        if (!list.stream().allMatch(Map.class::isInstance)) {
            reject(name, "is not a list of objects");
            return List.of();
        }
        return IntStream.range(0, list.size())
                .mapToObj(place -> in((Map<?, ?>) list.get(place), name + "." + place))
                .toList();
    }

    @SuppressWarnings("unchecked") // a source puts nothing but texts into the place of names
    private Fields in(Map<?, ?> map, String path) {
        return new Fields(row, (Map<String, @Nullable Object>) map, prefix + path + ".", rejects);
    }

    /** What is in a list; nothing where there is none. */
    List<? extends @Nullable Object> list(List<String> spellings, int most) {
        List<? extends @Nullable Object> list = read(
                spellings,
                "is not a list",
                value -> value instanceof List<?> any ? any : null,
                (found, any) -> any.size() <= most ? any : reject(found.name(), "holds more than " + most));
        return list == null ? List.of() : list;
    }

    private <V, T> @Nullable T read(
            List<String> spellings,
            String wrongType,
            Function<Object, @Nullable V> asType,
            BiFunction<Found, V, @Nullable T> check) {
        Found found = find(spellings);
        if (found.value() == null) {
            return null;
        }
        V value = asType.apply(found.value());
        return value == null ? reject(found.name(), wrongType) : check.apply(found, value);
    }

    /** The value, which is missed where it is not there; one that could not be read was rejected before. */
    <T> @Nullable T required(List<String> spellings, @Nullable T value) {
        Found found = find(spellings);
        return value == null && found.value() == null ? reject(found.name(), "is missing") : value;
    }

    /** @return null, for whoever returns it as the value that there is not */
    <T> @Nullable T reject(String field, String reason) {
        if (rejects.size() < MOST_REJECTS) {
            rejects.add(new Reject(row, prefix + field, reason));
        }
        return null;
    }

    /** A field that was rejected is at fault no second time, for being absent now. */
    <T> void rejectInvalid(Set<ConstraintViolation<T>> violations, Map<String, List<String>> spellings) {
        violations.stream()
                .sorted(Comparator.comparing(Fields::propertyOf).thenComparing(ConstraintViolation::getMessage))
                .forEach(violation -> rejectOnce(
                        find(spellings.getOrDefault(propertyOf(violation), List.of(propertyOf(violation))))
                                .name(),
                        violation.getMessage()));
    }

    private void rejectOnce(String field, String reason) {
        if (rejects.stream().noneMatch(reject -> reject.field().equals(prefix + field))) {
            reject(field, reason);
        }
    }

    /** {@code tags[1].<list element>} as {@code tags.1}. */
    private static String propertyOf(ConstraintViolation<?> violation) {
        return violation
                .getPropertyPath()
                .toString()
                .replaceAll("\\[(\\d+)]", ".$1")
                .replace(".<list element>", "");
    }

    /** Of the object that these fields are of, such as {@code comments.3.}; nothing for the row itself. */
    String prefix() {
        return prefix;
    }

    List<Reject> rejects() {
        return List.copyOf(rejects);
    }
}
