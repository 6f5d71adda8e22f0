package io.fluxmart.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.problem.Unavailable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder.BCryptVersion;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class PasswordHashingTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PasswordHashing passwords = new PasswordHashing(new CredentialSettings(1, 2, 19_456, 2));
    private final PasswordHashing quick = new PasswordHashing(new CredentialSettings(1, 2, 1_024, 1));

    @AfterEach
    void stop() {
        passwords.destroy();
        quick.destroy();
    }

    @Test
    void knowsThePasswordAgain() {
        Mono<String> hash = passwords.hash("pässwörd").cache();

        StepVerifier.create(hash.flatMap(known -> passwords.matches("pässwörd", known)))
                .expectNext(true)
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.create(hash.flatMap(known -> passwords.matches("passwort", known)))
                .expectNext(false)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void writesDownByWhichFiguresAHashWasMade() {
        StepVerifier.create(passwords.hash("pässwörd"))
                .expectNextMatches(hash -> hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void neverMatchesNobody() {
        StepVerifier.create(passwords.matchesNobody("nobody has this password"))
                .expectNext(false)
                .expectComplete()
                .verify(PATIENCE);
    }

    /** Which of the three letters it is depends on who wrote it, not on what it means. */
    @ParameterizedTest
    @EnumSource(BCryptVersion.class)
    void knowsAPasswordThatBcryptHashedElsewhere(BCryptVersion version) {
        String hash = new BCryptPasswordEncoder(version, 4).encode("pässwörd");

        assertMatch("pässwörd", hash, true);
        assertMatch("passwort", hash, false);
        assertThat(passwords.isOutdated(hash)).isTrue();
    }

    /** A vector of the library that most others were tried against (OpenBSD's, by way of jBCrypt). */
    @Test
    void readsBcryptAsOthersWriteIt() {
        assertMatch("abc", "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i", true);
    }

    /** It would take seconds at cost 15 and days at 31; this test would not end. */
    @Test
    void neverTriesBcryptOfAForbiddingCost() {
        String affordable = new BCryptPasswordEncoder(4).encode("password");
        for (String cost : List.of("15", "31", "99", "03")) {
            String hash = affordable.replace("$04$", "$" + cost + "$");
            assertThat(PasswordHashing.isVerifiable(hash)).isFalse();
            assertMatch("password", hash, false);
        }
        assertThat(PasswordHashing.isVerifiable(affordable.replace("$04$", "$14$")))
                .isTrue();
    }

    @Test
    void matchesNothingToWhatIsNoHash() {
        List<String> broken = List.of(
                "",
                "nobody has this password",
                "$2a$10$tooshort",
                "$2x$04$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2$04$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i\n",
                "$argon2id$",
                "$argon2id$v=19$m=2147483647,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$" + "A".repeat(43),
                "$argon2id$v=19$m=1024,t=1,p=1$!!$??",
                "5f4dcc3b5aa765d61d8327deb882cf99");

        for (String hash : broken) {
            assertThat(PasswordHashing.isVerifiable(hash)).as(hash).isFalse();
            assertMatch("nobody has this password", hash, false);
        }
    }

    @Test
    void findsArgon2OutdatedOnceTheFiguresWereRaised() {
        String weaker = quick.hash("password").block(PATIENCE);
        String current = passwords.hash("password").block(PATIENCE);

        assertThat(passwords.isOutdated(weaker)).isTrue();
        assertThat(passwords.isOutdated(current)).isFalse();
        assertMatch("password", weaker, true);
    }

    private void assertMatch(String password, String hash, boolean expected) {
        StepVerifier.create(quick.matches(password, hash))
                .expectNext(expected)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void refusesAtOnceWhenTheQueueIsFull() {
        List<String> outcomes = Flux.range(0, 20)
                .flatMap(
                        i -> passwords
                                .hash("password")
                                .map(hash -> "hashed")
                                .onErrorResume(Unavailable.class, full -> Mono.just(full.code())),
                        20)
                .collectList()
                .block(PATIENCE);

        assertThat(outcomes).contains("hashed", "too_many_logins");
        assertThat(outcomes.stream().filter("hashed"::equals)).hasSizeLessThanOrEqualTo(4);
    }
}
