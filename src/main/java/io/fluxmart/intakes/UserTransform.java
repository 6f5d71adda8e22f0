package io.fluxmart.intakes;

import io.fluxmart.credentials.Role;
import io.fluxmart.sources.Entity;
import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import io.fluxmart.users.AdoptedUser;
import io.fluxmart.users.UserStatus;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a row of somebody else's table of users becomes a user of ours. It knows no store: the same row, the same user. */
final class UserTransform {

    private static final List<String> USERNAME = List.of("userName", "user_name", "username");
    private static final List<String> EMAIL = List.of("emailAddress", "email_address", "email");
    private static final List<String> PASSWORD = List.of("passwordHash", "password_hash", "password");
    private static final List<String> FIRST_NAME =
            List.of("profile.firstName", "profile.first_name", "first_name", "firstName");
    private static final List<String> LAST_NAME =
            List.of("profile.lastName", "profile.last_name", "last_name", "lastName");
    private static final List<String> NAME = List.of("profile.name", "name");
    private static final List<String> AGE = List.of("profile.age", "age");
    private static final List<String> BIO = List.of("profile.bio", "bio");
    private static final List<String> STATUS = List.of("status");
    private static final List<String> ACTIVE = List.of("isActive", "is_active", "active");
    private static final List<String> LAST_LOGIN = List.of("lastLogin", "last_login", "lastLoginAt", "last_login_at");
    private static final List<String> CREATED_AT = List.of("createdAt", "created_at");

    private static final Map<String, List<String>> SPELLINGS = Map.of(
            "username", USERNAME,
            "email", EMAIL,
            "firstName", FIRST_NAME,
            "lastName", LAST_NAME,
            "age", AGE,
            "bio", BIO,
            "lastLogin", LAST_LOGIN,
            "createdAt", CREATED_AT);

    private final Validator validator;

    UserTransform(Validator validator) {
        this.validator = validator;
    }

    /** A user without rejects, or rejects. */
    record Outcome(Optional<AdoptedUser> user, List<Reject> rejects) {}

    /** @param now when accounts begin that do not say so */
    Outcome of(String source, SourceRow row, Instant now) {
        Fields fields = new Fields(row);
        AdoptedUser user = read(source, row.id(), fields, now);
        rejectInvalid(user, fields);
        List<Reject> rejects = fields.rejects();
        return new Outcome(rejects.isEmpty() ? Optional.of(user) : Optional.empty(), rejects);
    }

    /** Everybody comes in as a plain user: who may do more is decided here, not there. */
    private static AdoptedUser read(String source, SourceId id, Fields fields, Instant now) {
        rejectFlatProfile(fields);
        Names names = names(fields);
        Instant createdAt = fields.pastTime(CREATED_AT, now);
        return new AdoptedUser(
                TargetIds.of(source, Entity.USERS, id),
                fields.text(USERNAME),
                fields.text(EMAIL),
                passwordHash(fields),
                names.first(),
                names.last(),
                fields.wholeNumber(AGE),
                fields.text(BIO),
                status(fields),
                Set.of(Role.USER),
                fields.pastTime(LAST_LOGIN, now),
                createdAt == null ? Times.toMicros(now) : createdAt);
    }

    /** Its fields would look like absent ones. */
    private static void rejectFlatProfile(Fields fields) {
        Object profile = fields.find(List.of("profile")).value();
        if (profile != null && !(profile instanceof Map)) {
            fields.reject("profile", "holds no fields");
        }
    }

    private record Names(@Nullable String first, @Nullable String last) {}

    private static Names names(Fields fields) {
        if (isWithoutFirstName(fields)) {
            return split(fields.text(NAME));
        }
        return new Names(fields.text(FIRST_NAME), fields.text(LAST_NAME));
    }

    private static boolean isWithoutFirstName(Fields fields) {
        return fields.find(FIRST_NAME).value() == null && fields.find(NAME).value() != null;
    }

    private static Names split(@Nullable String name) {
        if (name == null) {
            return new Names(null, null);
        }
        String[] parts = name.strip().split("\\s+", 2);
        return new Names(parts[0], parts.length == 1 ? null : parts[1]);
    }

    private static String passwordHash(Fields fields) {
        return PASSWORD.stream()
                .flatMap(spelling ->
                        PasswordHashes.of(fields.find(List.of(spelling)).value()).stream())
                .findFirst()
                .orElse("");
    }

    /** Whichever field shuts an account, it stays shut here: a status that was added later says of all that they are active. */
    private static @Nullable UserStatus status(Fields fields) {
        UserStatus named = namedStatus(fields);
        boolean isShut = Boolean.FALSE.equals(fields.truth(ACTIVE)) || fields.isDeleted();
        return named == UserStatus.ACTIVE && isShut ? UserStatus.INACTIVE : named;
    }

    private static @Nullable UserStatus namedStatus(Fields fields) {
        String word = fields.text(STATUS);
        if (word == null) {
            return UserStatus.ACTIVE;
        }
        return Arrays.stream(UserStatus.values())
                .filter(status -> status.word().equalsIgnoreCase(word.strip()))
                .findFirst()
                .orElseGet(() -> fields.reject("status", "is none of active, inactive, banned"));
    }

    /** What has the wrong type is no second time at fault for being absent. */
    private void rejectInvalid(AdoptedUser user, Fields fields) {
        List<Reject> before = fields.rejects();
        validator.validate(user).stream()
                .sorted(Comparator.comparing((ConstraintViolation<AdoptedUser> violation) ->
                                violation.getPropertyPath().toString())
                        .thenComparing(ConstraintViolation::getMessage))
                .map(violation -> new Fault(nameOf(violation, fields), violation.getMessage()))
                .filter(fault ->
                        before.stream().noneMatch(reject -> reject.field().equals(fault.field())))
                .forEach(fault -> fields.reject(fault.field(), fault.reason()));
    }

    private record Fault(String field, String reason) {}

    private static String nameOf(ConstraintViolation<AdoptedUser> violation, Fields fields) {
        String property = violation.getPropertyPath().toString();
        if (property.endsWith("Name") && isWithoutFirstName(fields)) {
            return fields.find(NAME).name();
        }
        return fields.find(SPELLINGS.getOrDefault(property, List.of(property))).name();
    }
}
