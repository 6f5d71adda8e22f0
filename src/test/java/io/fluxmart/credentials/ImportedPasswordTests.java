package io.fluxmart.credentials;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.POST;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Who comes from elsewhere signs in with the password they have, and only that one. */
@FluxmartTest
class ImportedPasswordTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String OLD_PASSWORD = "the password of old";

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    PasswordHashing passwords;

    @Autowired
    DatabaseClient database;

    @Autowired
    TransactionalOperator transaction;

    private final String login = unique("imported");
    private Customer customer;

    @BeforeEach
    void register() {
        customer = shop.newCustomer(login);
        giveHash(bcrypt(OLD_PASSWORD));
    }

    @Test
    void opensTheAccountAndLeavesAHashOfOurs() {
        assertThat(signIn(OLD_PASSWORD).status()).isEqualTo(200);

        String renewed = hash();
        assertThat(renewed).startsWith("$argon2id$v=19$m=1024,t=1,");
        assertThat(signIn(OLD_PASSWORD).status()).isEqualTo(200);
        assertThat(hash()).as("renewed once").isEqualTo(renewed);
        assertThat(signIn("another password").status()).isEqualTo(401);
    }

    @Test
    void refusesAWrongPasswordAndLeavesTheHash() {
        String before = hash();

        assertThat(signIn("not the password").status()).isEqualTo(401);
        assertThat(signIn(Shop.PASSWORD).status()).isEqualTo(401);

        assertThat(hash()).isEqualTo(before);
    }

    @Test
    void voidsNoToken() {
        String generation = "SELECT token_generation FROM users WHERE id = :id";
        long before = books.number(generation, Map.of("id", customer.id()));

        assertThat(signIn(OLD_PASSWORD).status()).isEqualTo(200);

        assertThat(books.number(generation, Map.of("id", customer.id()))).isEqualTo(before);
        assertThat(shop.get("/api/users/me", customer).status()).isEqualTo(200);
    }

    @Test
    void renewsAHashOfOursThatIsWeakerThanTheSettings() {
        giveHash(new Argon2PasswordEncoder(16, 32, 1, 512, 1).encode(OLD_PASSWORD));

        assertThat(signIn(OLD_PASSWORD).status()).isEqualTo(200);

        assertThat(hash()).startsWith("$argon2id$v=19$m=1024,t=1,");
        assertThat(signIn(OLD_PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void letsNobodyInWhereThereIsNoHash() {
        for (String none : List.of("", "none", "$2a$10$")) {
            giveHash(none);
            assertThat(signIn(OLD_PASSWORD).status()).isEqualTo(401);
            assertThat(hash()).isEqualTo(none);
        }
    }

    /** T14: bcrypt never saw what is behind the 72nd byte. The first password that opens the account is it, all of it. */
    @Test
    void countsAllOfALongPasswordFromTheFirstSignInOn() {
        String whole = "ä".repeat(36) + " and what bcrypt never saw";
        giveHash(bcrypt("ä".repeat(36)));

        assertThat(signIn(whole).status()).isEqualTo(200);

        assertThat(signIn("ä".repeat(36)).status()).isEqualTo(401);
        assertThat(signIn("ä".repeat(36) + " and something else").status()).isEqualTo(401);
        assertThat(signIn(whole).status()).isEqualTo(200);
    }

    @Test
    void canBeChangedLikeAnyOther() {
        assertThat(change(OLD_PASSWORD, "a password of tomorrow")
                        .block(PATIENCE)
                        .status())
                .isEqualTo(204);

        assertThat(signIn(OLD_PASSWORD).status()).isEqualTo(401);
        assertThat(signIn("a password of tomorrow").status()).isEqualTo(200);
    }

    @Test
    void losesToAChangeOfThePasswordAtTheSameTime() {
        String changed = passwords.hash("a password of tomorrow").block(PATIENCE);

        Reply late = whileHashBecomes(changed, tryToSignIn());

        assertThat(late.status())
                .as("the password was right when it was checked")
                .isEqualTo(200);
        assertThat(hash()).isEqualTo(changed);
    }

    @Test
    void canBeChangedWhileASignInRenewsTheHash() {
        String renewed = passwords.hash(OLD_PASSWORD).block(PATIENCE);

        Reply changed = whileHashBecomes(renewed, change(OLD_PASSWORD, "a password of tomorrow"));

        assertThat(changed.status()).as(changed.text()).isEqualTo(204);
        assertThat(signIn("a password of tomorrow").status()).isEqualTo(200);
    }

    /** The request has looked at the hash of before when it comes to write its own. */
    private Reply whileHashBecomes(String hash, Mono<Reply> request) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        transaction
                .transactional(writeHash(hash)
                        .then(Mono.fromRunnable(() -> request.subscribe(reply::complete, reply::completeExceptionally)))
                        .then(Mono.fromRunnable(this::awaitBlockedWrite).subscribeOn(Schedulers.boundedElastic())))
                .block(PATIENCE);
        return Mono.fromFuture(reply).block(PATIENCE);
    }

    private void awaitBlockedWrite() {
        await().atMost(PATIENCE).until(() -> books.number("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%SET password_hash%'
                        """, Map.of()) > 0);
    }

    private Mono<Void> writeHash(String hash) {
        return database.sql("UPDATE users SET password_hash = :hash WHERE id = :id")
                .bind("hash", hash)
                .bind("id", customer.id())
                .then();
    }

    private void giveHash(String hash) {
        writeHash(hash).block(PATIENCE);
    }

    private String hash() {
        return books.texts("SELECT password_hash FROM users WHERE id = :id", Map.of("id", customer.id()))
                .get(0);
    }

    private static String bcrypt(String password) {
        return new BCryptPasswordEncoder(4).encode(password);
    }

    private Reply signIn(String password) {
        return shop.post("/api/tokens", null, Map.of("login", login, "password", password));
    }

    private Mono<Reply> tryToSignIn() {
        return shop.exchange(POST, "/api/tokens", null, Map.of("login", login, "password", OLD_PASSWORD));
    }

    private Mono<Reply> change(String current, String next) {
        return shop.exchange(
                POST, "/api/users/me/password", customer, Map.of("currentPassword", current, "newPassword", next));
    }
}
