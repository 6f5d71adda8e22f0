package io.fluxmart.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.problem.Unavailable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class PasswordHashingTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PasswordHashing passwords = new PasswordHashing(new CredentialSettings(1, 2, 19_456, 2));

    @AfterEach
    void stop() {
        passwords.destroy();
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
