package io.fluxmart.intakes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.credentials.Role;
import io.fluxmart.sources.Entity;
import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import io.fluxmart.users.AdoptedUser;
import io.fluxmart.users.UserStatus;
import jakarta.validation.Validation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserTransformTests {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901234Z");
    private static final String HASH = "x".repeat(53);

    private final UserTransform transform =
            new UserTransform(Validation.buildDefaultValidatorFactory().getValidator());

    @Test
    void readsADocument() {
        AdoptedUser user = user(Map.of(
                "profile", Map.of("firstName", " Ada ", "lastName", "Lovelace", "age", 36L, "bio", "First."),
                "passwordHash", "$2b$10$" + HASH,
                "isActive", false,
                "lastLogin", Instant.parse("2025-01-01T00:00:00Z"),
                "createdAt", Instant.parse("1815-12-10T00:00:00Z"),
                "roles", List.of("admin")));

        assertThat(user)
                .isEqualTo(new AdoptedUser(
                        TargetIds.of("test", Entity.USERS, SourceId.number(1)),
                        "ada",
                        "ada@example.org",
                        "$2b$10$" + HASH,
                        "Ada",
                        "Lovelace",
                        36L,
                        "First.",
                        UserStatus.INACTIVE,
                        java.util.Set.of(Role.USER),
                        Instant.parse("2025-01-01T00:00:00Z"),
                        Instant.parse("1815-12-10T00:00:00Z")));
    }

    @Test
    void readsARowOfATable() {
        AdoptedUser user = user(Map.of(
                "first_name",
                "Ada",
                "last_name",
                "Lovelace",
                "password_hash",
                "$2y$04$" + HASH,
                "is_active",
                1L,
                "last_login",
                Instant.EPOCH,
                "created_at",
                "1969-12-31T23:00:00-01:00"));

        assertThat(user.firstName()).isEqualTo("Ada");
        assertThat(user.lastName()).isEqualTo("Lovelace");
        assertThat(user.passwordHash()).isEqualTo("$2y$04$" + HASH);
        assertThat(user.status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(user.lastLogin()).isEqualTo(Instant.EPOCH);
        assertThat(user.createdAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void opensNoAccountThatIsShutThere() {
        List<Map<String, Object>> shut = List.of(
                Map.of("status", "active", "is_active", 0L),
                Map.of("status", "active", "deletedAt", Instant.EPOCH),
                Map.of("deleted_at", "last week"),
                Map.of("isActive", true, "isDeleted", true));

        assertThat(shut).allSatisfy(fields -> {
            Map<String, Object> whole = new HashMap<>(fields);
            whole.put("name", "Ada");
            assertThat(user(whole).status()).isEqualTo(UserStatus.INACTIVE);
        });
        assertThat(user(Map.of("name", "Ada", "status", "banned", "is_active", 0L))
                        .status())
                .isEqualTo(UserStatus.BANNED);
        assertThat(user(Map.of("name", "Ada", "status", "active", "deleted", 0L))
                        .status())
                .isEqualTo(UserStatus.ACTIVE);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"Ada,Ada,-", "Ada Lovelace,Ada,Lovelace", "' Ada  King Lovelace ',Ada,King Lovelace"})
    void splitsAName(String name, String first, String last) {
        AdoptedUser user = user(Map.of("name", name));

        assertThat(user.firstName()).isEqualTo(first);
        assertThat(user.lastName()).isEqualTo(last);
    }

    @Test
    void takesTheTimeOfTheImportWhereThereIsNone() {
        assertThat(user(Map.of("name", "Ada")).createdAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678901Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "$2b$03$xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "$2b$15$xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "$2x$10$xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "$2b$10$tooshort",
                "5f4dcc3b5aa765d61d8327deb882cf99",
                "$argon2id$v=19$m=999999,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void keepsNoPasswordThatIsNoHashOfOurs(String password) {
        assertThat(user(Map.of("name", "Ada", "password", password)).passwordHash())
                .isEmpty();
    }

    @Test
    void keepsAHashWhereverItIs() {
        String argon2id = "$argon2id$v=19$m=19456,t=2,p=1$" + "A".repeat(22) + "$" + "A".repeat(43);

        assertThat(user(Map.of("name", "Ada", "password", argon2id)).passwordHash())
                .isEqualTo(argon2id);
        assertThat(user(Map.of("name", "Ada", "passwordHash", "?", "password", argon2id))
                        .passwordHash())
                .isEqualTo(argon2id);
    }

    @Test
    void namesFieldAndReason() {
        assertThat(rejects(Map.of("email", 1L, "profile", Map.of("firstName", "x".repeat(51), "age", 121L))))
                .containsExactly(
                        new Reject(SourceId.number(1), "email", "is not a text"),
                        new Reject(SourceId.number(1), "profile.age", "must be less than or equal to 120"),
                        new Reject(SourceId.number(1), "profile.firstName", "First name cannot exceed 50 characters"));
    }

    @Test
    void namesWhatIsMissing() {
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("username", null);
        nothing.put("email", " ");

        assertThat(rejects(nothing))
                .extracting(Reject::field, Reject::reason)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("username", "Username is required"),
                        org.assertj.core.groups.Tuple.tuple("email", "Email is required"),
                        org.assertj.core.groups.Tuple.tuple("firstName", "First name is required"));
    }

    @ParameterizedTest
    @CsvSource({
        "name, 400, is not a text",
        "status, asleep, 'is none of active, inactive, banned'",
        "isActive, 2, is neither true nor false",
        "age, 1.5, is not a whole number",
        "lastLogin, yesterday, is not a time",
        "createdAt, 2027-01-01T00:00:00Z, is in the future",
        "createdAt, 0000-12-31T23:59:59Z, is before the year 1"
    })
    void refusesWhatItCannotRead(String field, String text, String reason) {
        Object value = text.matches("\\d+") ? Long.valueOf(text) : text.equals("1.5") ? new BigDecimal(text) : text;
        Map<String, Object> fields = new HashMap<>(Map.of("name", "Ada"));
        fields.put(field, value);

        assertThat(rejects(fields)).containsExactly(new Reject(SourceId.number(1), field, reason));
    }

    @Test
    void givesNoIdTwice() {
        List<SourceId> ids = Arrays.asList(
                SourceId.number(1),
                SourceId.string("1"),
                SourceId.number(new BigDecimal("1.5")),
                new SourceId("objectId", "1"));

        assertThat(ids.stream().map(id -> TargetIds.of("a", Entity.USERS, id)).distinct())
                .hasSize(4);
        assertThat(TargetIds.of("b", Entity.USERS, ids.get(0)))
                .isNotEqualTo(TargetIds.of("a", Entity.USERS, ids.get(0)));
        assertThat(SourceId.number(new BigDecimal("1.0"))).isEqualTo(ids.get(0));
        assertThat(SourceId.number(new BigDecimal("1E+3"))).isEqualTo(SourceId.number(1_000));
    }

    private AdoptedUser user(Map<String, Object> fields) {
        UserTransform.Outcome outcome = transform.of("test", row(fields), NOW);
        assertThat(outcome.rejects()).isEmpty();
        return outcome.user().orElseThrow();
    }

    private List<Reject> rejects(Map<String, Object> fields) {
        UserTransform.Outcome outcome = transform.of("test", row(fields), NOW);
        assertThat(outcome.user()).isEmpty();
        return outcome.rejects();
    }

    private static SourceRow row(Map<String, Object> fields) {
        Map<String, Object> whole = new HashMap<>(Map.of("username", "ada", "email", "Ada@example.org"));
        whole.putAll(fields);
        return new SourceRow(SourceId.number(1), whole);
    }
}
