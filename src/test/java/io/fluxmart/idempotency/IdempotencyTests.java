package io.fluxmart.idempotency;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

@FluxmartTest
class IdempotencyTests {

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    Keys keys;

    @Autowired
    OncePerKey oncePerKey;

    @Autowired
    TransactionalOperator transaction;

    @Test
    void repeatsTheAnswerByteForByte() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(10);
        String key = unique("key");

        Reply first = shop.order(buyer, key, lines(line(product, 1)));
        Reply again = shop.order(buyer, key, " [ " + "{\"quantity\":1, \"productId\":" + product + "} ]");

        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(shop.stockOf(product)).isEqualTo(9);
    }

    @Test
    void repeatsTheFirstAnswerEvenAfterTheOrderWasCancelled() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(10);
        String key = unique("key");
        Reply first = shop.order(buyer, key, lines(line(product, 1)));
        shop.post(first.header("Location") + "/cancel", buyer, null);

        assertThat(shop.order(buyer, key, lines(line(product, 1))).body()).isEqualTo(first.body());
        assertThat(shop.stockOf(product)).isEqualTo(10);
    }

    @Test
    void refusesTheSameKeyWithAnotherBody() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(10);
        String key = unique("key");
        shop.order(buyer, key, lines(line(product, 1)));

        Reply refused = shop.order(buyer, key, lines(line(product, 2)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("idempotency_key_reused");
        assertThat(shop.stockOf(product)).isEqualTo(9);
    }

    /** A20: another user's key is another key. */
    @Test
    void scopesAKeyToItsUser() {
        long product = shop.newProduct(10);
        String key = unique("key");

        Reply first = shop.order(shop.newCustomer(), key, lines(line(product, 1)));
        Reply second = shop.order(shop.newCustomer(), key, lines(line(product, 1)));

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.header("Idempotent-Replayed")).isNull();
        assertThat(second.text()).isNotEqualTo(first.text());
    }

    @Test
    void insistsOnAUsableKey() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(10);
        String body = "{\"items\":" + lines(line(product, 1)) + "}";

        Reply without = shop.send(HttpMethod.POST, "/api/orders", buyer, body);
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.code()).isEqualTo("idempotency_key_required");
        assertThat(shop.order(buyer, "k".repeat(256), lines(line(product, 1))).code())
                .isEqualTo("idempotency_key_invalid");
        assertThat(shop.order(buyer, "two words", lines(line(product, 1))).code())
                .isEqualTo("idempotency_key_invalid");
        assertThat(shop.order(buyer, unique("k".repeat(200)), lines(line(product, 1)))
                        .status())
                .isEqualTo(201);
        assertThat(shop.stockOf(product)).isEqualTo(9);
    }

    @Test
    void leavesTheKeyFreeWhenTheEffectFails() {
        Customer buyer = shop.newCustomer();
        Claim claim = new Claim(buyer.id(), unique("key"), new byte[32]);
        Mono<Answer> failing = Mono.error(new IllegalStateException("the effect fails"));
        Mono<Answer> working = Mono.just(Answer.first(buyer.id(), new byte[] {1}));

        StepVerifier.create(transaction.transactional(oncePerKey.run(claim, failing)))
                .expectErrorMessage("the effect fails")
                .verify(Duration.ofSeconds(10));
        StepVerifier.create(transaction.transactional(oncePerKey.run(claim, working)))
                .assertNext(answer -> assertThat(answer.isReplayed()).isFalse())
                .expectComplete()
                .verify(Duration.ofSeconds(10));
        StepVerifier.create(transaction.transactional(oncePerKey.run(claim, failing)))
                .assertNext(answer -> assertThat(answer.isReplayed()).isTrue())
                .expectComplete()
                .verify(Duration.ofSeconds(10));
    }

    /** A twin that waited would hold a pooled connection; fifty of them would hold them all. */
    @Test
    void tellsATwinAtOnceThatTheFirstIsStillRunning() throws Exception {
        Claim claim = new Claim(shop.newCustomer().id(), unique("key"), new byte[32]);
        CountDownLatch claimed = new CountDownLatch(1);
        Sinks.One<Answer> gate = Sinks.one();
        Mono<Answer> slow = Mono.fromRunnable(claimed::countDown).then(gate.asMono());
        CompletableFuture<Answer> first =
                transaction.transactional(oncePerKey.run(claim, slow)).toFuture();
        assertThat(claimed.await(10, TimeUnit.SECONDS)).isTrue();

        StepVerifier.create(transaction.transactional(oncePerKey.run(claim, slow)))
                .expectError(StillRunning.class)
                .verify(Duration.ofSeconds(10));

        gate.tryEmitValue(Answer.first(claim.key().userId(), new byte[] {1}));
        assertThat(first.get(10, TimeUnit.SECONDS).isReplayed()).isFalse();
    }

    @Test
    void forgetsAKeyAfterItsTime() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(10);
        String old = unique("key");
        String young = unique("key");
        shop.order(buyer, old, lines(line(product, 1)));
        shop.order(buyer, young, lines(line(product, 1)));
        books.run(
                "UPDATE idempotency_keys SET created_at = now() - interval '25 hours' WHERE key = :key",
                Map.of("key", old));

        keys.deleteOlderThan(Instant.now().minus(Duration.ofHours(24)), 1_000).block(Duration.ofSeconds(10));

        assertThat(books.number("SELECT count(*) FROM idempotency_keys WHERE key = :key", Map.of("key", old)))
                .isZero();
        assertThat(books.number("SELECT count(*) FROM idempotency_keys WHERE key = :key", Map.of("key", young)))
                .isOne();
    }
}
