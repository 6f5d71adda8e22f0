package io.fluxmart.platform.http;

import io.fluxmart.problem.MalformedRequest;
import io.fluxmart.problem.Violation;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Reads path variables and query parameters; what cannot be read is a {@link MalformedRequest} that names it. */
public final class QueryParams {

    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 100;
    private static final int MAX_TEXT = 200;

    /** One spelling for each: no sign, no digits of other scripts. 18 of them always fit. */
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[0-9]{1,18}");

    private static final int MAX_YEAR = 9_999;

    private QueryParams() {}

    /** {@code limit}: 1 to 100, 10 when absent. */
    public static int limit(ServerRequest request) {
        return number(request, "limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT);
    }

    /** A whole number from {@code min} to {@code max}, both included. */
    public static Optional<Integer> number(ServerRequest request, String name, int min, int max) {
        Optional<Long> number = number(request, name);
        if (number.isPresent() && (number.get() < min || number.get() > max)) {
            throw refused(name, name + " must be between " + min + " and " + max + ".");
        }
        return number.map(Long::intValue);
    }

    public static Optional<Long> number(ServerRequest request, String name) {
        return read(request, name, QueryParams::strictNumber, "a whole number");
    }

    public static Optional<Boolean> flag(ServerRequest request, String name) {
        return read(request, name, QueryParams::strictBoolean, "true or false");
    }

    /** A calendar day of the years 1 to 9999, as ISO 8601 writes it. */
    public static Optional<LocalDate> date(ServerRequest request, String name) {
        return read(request, name, QueryParams::strictDate, "a date such as 2026-01-31");
    }

    /** What the reader finds; its absence is refused as well. */
    public static <T> T required(
            ServerRequest request, String name, BiFunction<ServerRequest, String, Optional<T>> reader) {
        return reader.apply(request, name).orElseThrow(() -> refused(name, name + " is required."));
    }

    /** At most 200 characters, trimmed; blank counts as absent. */
    public static Optional<String> text(ServerRequest request, String name) {
        Optional<String> text = request.queryParam(name).map(String::strip).filter(value -> !value.isEmpty());
        if (text.isPresent() && (text.get().length() > MAX_TEXT || text.get().indexOf('\0') >= 0)) {
            throw refused(name, name + " must have at most " + MAX_TEXT + " printable characters.");
        }
        return text;
    }

    public static <T> Optional<T> read(
            ServerRequest request, String name, Function<String, T> reader, String expectation) {
        try {
            return request.queryParam(name).map(reader);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw refused(name, name + " must be " + expectation + ".");
        }
    }

    /** The refusal itself, for what only several parameters together tell. */
    public static MalformedRequest refused(String name, String message) {
        return new MalformedRequest(
                "invalid_parameter", message, new Violation("?" + name, "invalid_parameter", message));
    }

    /** The path variable {@code id} as a number; what is no number names nothing. */
    public static Optional<Long> numericId(ServerRequest request) {
        return numericId(request, "id");
    }

    /** The path variable as a number; what is no number names nothing. */
    public static Optional<Long> numericId(ServerRequest request, String variable) {
        return numericId(request.pathVariable(variable));
    }

    /** The text of a path variable as a number; what is no number names nothing. */
    public static Optional<Long> numericId(String text) {
        return Optional.of(text)
                .filter(number -> PLAIN_NUMBER.matcher(number).matches())
                .map(Long::valueOf);
    }

    /** The path variable {@code id} as a UUID; what is no UUID names nothing. */
    public static Optional<UUID> uuid(ServerRequest request) {
        try {
            return Optional.of(UUID.fromString(request.pathVariable("id")));
        } catch (IllegalArgumentException notAUuid) {
            return Optional.empty();
        }
    }

    private static Long strictNumber(String text) {
        if (!PLAIN_NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return Long.valueOf(text);
    }

    private static boolean strictBoolean(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    /** ISO 8601 also knows years that PostgreSQL and other clients do not. */
    private static LocalDate strictDate(String text) {
        LocalDate date = LocalDate.parse(text);
        if (date.getYear() < 1 || date.getYear() > MAX_YEAR) {
            throw new IllegalArgumentException(text);
        }
        return date;
    }
}
