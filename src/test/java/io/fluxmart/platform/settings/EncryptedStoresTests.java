package io.fluxmart.platform.settings;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.ServerAddress;
import io.fluxmart.backends.Backends.PostgresAddress;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.ServerCertificate;
import io.fluxmart.testing.SharedBackends;
import io.fluxmart.testing.Shop;
import io.fluxmart.testing.TlsFront;
import io.fluxmart.testing.TlsFront.Opening;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.ValidationDepth;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

/** Connections to all three stores are encrypted, and made only to servers that prove who they are. */
class EncryptedStoresTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private ServerCertificate certificate;
    private ServerCertificate stranger;
    private TlsFront postgres;
    private TlsFront mongo;
    private TlsFront redis;

    @BeforeEach
    void open() throws IOException {
        certificate = ServerCertificate.in(directory);
        stranger = ServerCertificate.in(Files.createDirectory(directory.resolve("stranger")));
        PostgresAddress database = SharedBackends.postgres();
        ServerAddress documents = new ServerAddress(
                new ConnectionString(SharedBackends.mongoUri()).getHosts().get(0));
        URI cache = URI.create(SharedBackends.get().redisUrl());
        postgres = new TlsFront(database.host(), database.port(), Opening.ON_REQUEST, certificate);
        mongo = new TlsFront(documents.getHost(), documents.getPort(), Opening.AT_ONCE, certificate);
        redis = new TlsFront(cache.getHost(), cache.getPort(), Opening.AT_ONCE, certificate);
    }

    @AfterEach
    void close() {
        postgres.close();
        mongo.close();
        redis.close();
    }

    @Test
    void sellsOverEncryptedConnections() {
        try (Node node = Node.start(settings(certificate.certificate()))) {
            Shop shop = node.shop();
            Customer buyer = shop.newCustomer();
            long product = shop.newProduct(5);

            Reply order = shop.order(buyer, unique("key"), lines(line(product, 1)));

            assertThat(order.status()).as(order.text()).isEqualTo(201);
            await().atMost(PATIENCE)
                    .until(() -> shop.send(HttpMethod.PUT, "/api/cart/items/" + product, buyer, Map.of("quantity", 1))
                                    .status()
                            == 200);
            assertThat(shop.get("/actuator/health/readiness", null).text()).contains("\"UP\"");
            assertThat(shop.get("/actuator/prometheus", null).text())
                    .contains("fluxmart_store_up{store=\"redis\"} 1.0")
                    .contains("fluxmart_store_up{store=\"mongodb\"} 1.0");
        }
    }

    @Test
    void trustsNoStrangerInPlaceOfRedisOrMongo() {
        Map<String, Object> settings = settings(stranger.certificate());
        settings.keySet().removeIf(name -> name.startsWith("spring.r2dbc.u") || name.startsWith("spring.liquibase."));
        settings.remove("spring.r2dbc.password");
        try (Node node = Node.start(settings)) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(node.shop().get("/actuator/health/readiness", null).text())
                        .contains("DEGRADED");
                assertThat(node.shop().get("/actuator/prometheus", null).text())
                        .contains("fluxmart_store_up{store=\"redis\"} 0.0");
            });
        }
    }

    @Test
    void trustsNoStrangerInPlaceOfPostgres() {
        connect(r2dbcUrl("127.0.0.1", certificate.certificate()));
        assertThatThrownBy(() -> connect(r2dbcUrl("127.0.0.1", stranger.certificate())))
                .isInstanceOf(R2dbcException.class);
        assertThatThrownBy(() -> connect(r2dbcUrl("localhost", certificate.certificate())))
                .as("the certificate is for 127.0.0.1")
                .isInstanceOf(R2dbcException.class);
    }

    private static void connect(String url) {
        Mono.usingWhen(
                        ConnectionFactories.get(url).create(),
                        connection -> Mono.from(connection.validate(ValidationDepth.REMOTE)),
                        connection -> connection.close())
                .block(PATIENCE);
    }

    private String r2dbcUrl(String host, Path authority) {
        PostgresAddress database = SharedBackends.postgres();
        return "r2dbc:postgresql://%s:%s@%s:%d/%s?sslMode=verify-full&sslRootCert=%s"
                .formatted(
                        database.user(),
                        database.password().isEmpty() ? "none" : database.password(),
                        host,
                        postgres.port(),
                        database.database(),
                        authority);
    }

    private Map<String, Object> settings(Path authority) {
        PostgresAddress database = SharedBackends.postgres();
        Map<String, Object> settings = new HashMap<>();
        settings.put("spring.r2dbc.url", r2dbcUrl("127.0.0.1", authority));
        settings.put("spring.r2dbc.username", database.user());
        settings.put("spring.r2dbc.password", database.password());
        settings.put(
                "spring.liquibase.url",
                "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=verify-full&sslrootcert=%s"
                        .formatted(postgres.port(), database.database(), authority));
        settings.put("spring.liquibase.user", database.user());
        settings.put("spring.liquibase.password", database.password());
        settings.put("spring.ssl.bundle.pem.stores.truststore.certificate", "file:" + authority);
        settings.put("spring.mongodb.uri", "mongodb://127.0.0.1:" + mongo.port() + "/fluxmart?directConnection=true");
        settings.put("spring.mongodb.ssl.enabled", true);
        settings.put("spring.mongodb.ssl.bundle", "stores");
        settings.put("spring.data.redis.url", "rediss://127.0.0.1:" + redis.port());
        settings.put("spring.data.redis.ssl.bundle", "stores");
        return settings;
    }
}
