package io.fluxmart.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.credentials.TokenGenerations;
import io.fluxmart.credentials.VoidedGeneration;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who signed out is remembered for as long as it matters, and read once. */
@FluxmartTest
class VoidedTokensTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final OffsetDateTime NOON = OffsetDateTime.of(2026, 1, 2, 12, 0, 0, 0, ZoneOffset.UTC);

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    TokenGenerations tokens;

    private final KnownGenerations known = new KnownGenerations(Duration.ofHours(1));
    private final UUID somebody = UUID.randomUUID();

    @Test
    void remembersForAsLongAsASessionLives() {
        UUID user = signedOut("9 days");
        VoidedTokens ofLongSessions = startedWith(Duration.ofDays(10));
        VoidedTokens ofShortOnes = startedWith(Duration.ofHours(24));
        CurrentUser before = new CurrentUser(user, Set.of(), 1, Instant.MAX);

        await().atMost(PATIENCE).until(() -> ofLongSessions.include(before));
        assertThat(ofShortOnes.knowinglyInclude(before).block(PATIENCE)).isFalse();

        ofLongSessions.stop();
        ofShortOnes.stop();
    }

    @Test
    void readsOnFromWhatItHasRead() {
        UUID earlier = signedOut("3 hours");
        UUID later = signedOut("1 hour");

        List<VoidedGeneration> news = tokens.listVoided(OffsetDateTime.now().minusHours(2), Duration.ofDays(1))
                .block(PATIENCE);

        assertThat(news).extracting(VoidedGeneration::userId).contains(later).doesNotContain(earlier);
        assertThat(tokens.listVoided(null, Duration.ofDays(1)).block(PATIENCE))
                .extracting(VoidedGeneration::userId)
                .contains(earlier, later);
    }

    @Test
    void readsTheLastMinuteAgainForTransactionsThatTookTheirTime() {
        assertThat(known.readFrom()).isNull();
        known.take(List.of(voided(2, NOON), voided(3, NOON.minusSeconds(10))));

        assertThat(known.readFrom()).isEqualTo(NOON.minusMinutes(1));
    }

    @Test
    void tellsNewsOnceAndKeepsTheHighestGeneration() {
        assertThat(known.take(List.of(voided(2, NOON)))).hasSize(1);
        assertThat(known.take(List.of(voided(2, NOON)))).isEmpty();
        assertThat(known.take(List.of(voided(3, NOON.plusSeconds(1))))).hasSize(1);
        assertThat(known.take(List.of(voided(2, NOON)))).isEmpty();
        assertThat(known.of(somebody)).isEqualTo(3);
        assertThat(known.of(UUID.randomUUID())).isZero();
    }

    private VoidedGeneration voided(long generation, OffsetDateTime at) {
        return new VoidedGeneration(somebody, generation, at);
    }

    private UUID signedOut(String ago) {
        UUID user = shop.newCustomer().id();
        books.run("""
                UPDATE users SET token_generation = 2, tokens_voided_at = now() - CAST(:ago AS interval)
                WHERE id = :id
                """, Map.of("id", user, "ago", ago));
        return user;
    }

    private VoidedTokens startedWith(Duration sessionLifetime) {
        AuthSettings settings = new AuthSettings(
                FluxmartTest.TOKEN_SECRET, Duration.ofHours(1), sessionLifetime, Duration.ofSeconds(2), 100);
        VoidedTokens voided = new VoidedTokens(tokens, settings);
        voided.start();
        return voided;
    }
}
