package io.fluxmart.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.mock.http.server.reactive.MockServerHttpRequest.get;
import static org.springframework.mock.http.server.reactive.MockServerHttpRequest.method;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.fluxmart.platform.http.Bounded;
import io.fluxmart.platform.http.EncodedJson;
import io.fluxmart.platform.http.Recalling;
import io.fluxmart.platform.http.RouteTable;
import io.fluxmart.problem.Unavailable;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Whoever is answered at the door cannot tell it by the answer; whoever is not in memory, or not a stranger, goes on. */
@FluxmartTest
class DoorFilterTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Answers with its path variable from memory, unless that is "x". */
    private static final Recalling ECHO = new Recalling() {

        @Override
        public @Nullable EncodedJson recall(Map<String, String> pathVariables) {
            String id = pathVariables.get("id");
            return id.equals("x") ? null : EncodedJson.of(id, id.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Mono<ServerResponse> handle(ServerRequest request) {
            throw new AssertionError("not routed");
        }
    };

    @Autowired
    Shop shop;

    @Autowired
    DoorFilter door;

    @Autowired
    MeterRegistry meters;

    private boolean isFull;

    private final DoorFilter ownDoor = new DoorFilter(
            AccessTableOf.echoes(),
            RouteTable.of(route().GET("/open/{id}", ECHO)
                    .GET("/guarded/{id}", ECHO)
                    .GET("/routed/{id}", request -> ServerResponse.ok().build())
                    .POST("/bounded", Bounded.by(() -> isFull ? new Unavailable("full", "Full.") : null, ECHO))
                    .build()));

    private String path;

    /** What may be asked of the door that this class makes for itself. */
    private static final class AccessTableOf {

        static AccessTable echoes() {
            AccessTable.Draft allow = AccessTable.draft();
            allow.anybody(HttpMethod.GET, "/open/{id}", "/routed/{id}");
            allow.signedIn(HttpMethod.GET, "/guarded/{id}");
            return allow.table();
        }
    }

    @BeforeEach
    void putSomethingIntoMemory() {
        path = "/api/products/" + shop.newProduct(3);
        await().atMost(PATIENCE).until(() -> {
            shop.get(path, null);
            return hasAnswered(door, get(path).build());
        });
    }

    @Test
    void answersWithWhatASignedInReaderGets() {
        Reply known = shop.get(path, shop.newCustomer());
        Reply stranger = shop.get(path, null);
        MockServerHttpResponse atTheDoor = answer(door, get(path).build());

        assertThat(atTheDoor.getStatusCode().value())
                .isEqualTo(known.status())
                .isEqualTo(stranger.status())
                .isEqualTo(200);
        assertThat(atTheDoor.getBodyAsString().block(PATIENCE))
                .isEqualTo(known.text())
                .isEqualTo(stranger.text());
        assertThat(plain(atTheDoor.getHeaders()))
                .containsExactlyInAnyOrderEntriesOf(plain(known.headers()))
                .containsExactlyInAnyOrderEntriesOf(plain(stranger.headers()));
    }

    @Test
    void turnsEverybodyAwayFromAFullQueue() {
        MockServerHttpRequest order = method(HttpMethod.POST, "/bounded")
                .header("Authorization", "Bearer x")
                .build();
        assertThat(hasAnswered(ownDoor, order)).isFalse();

        isFull = true;

        assertThatThrownBy(() -> answer(ownDoor, order)).isInstanceOf(Unavailable.class);
        assertThat(hasAnswered(ownDoor, get("/routed/1").build())).isFalse();
    }

    @Test
    void sparesWhoHoldsTheVersionItsBytes() {
        String tag = shop.get(path, null).header("ETag");
        Reply known = shop.send(HttpMethod.GET, path, shop.newCustomer(), null, "If-None-Match", tag);
        MockServerHttpResponse atTheDoor =
                answer(door, get(path).header("If-None-Match", tag).build());

        assertThat(atTheDoor.getStatusCode().value()).isEqualTo(known.status()).isEqualTo(304);
        assertThat(atTheDoor.getBodyAsString().blockOptional(PATIENCE)).hasValue("");
        assertThat(plain(atTheDoor.getHeaders())).containsExactlyInAnyOrderEntriesOf(plain(known.headers()));
        assertThat(answer(door, get(path).header("If-None-Match", "\"other\"").build())
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    /** Nothing else than the request's own id and what the connection needs may differ. */
    private static Map<String, Object> plain(HttpHeaders headers) {
        HttpHeaders copy = new HttpHeaders(headers);
        Stream.of("X-Request-Id", "Connection", "Date").forEach(copy::remove);
        return Map.copyOf(copy.toSingleValueMap());
    }

    @Test
    void countsWhatItAnswersWithTheOthers() {
        long before = timed();
        for (int times = 0; times < 20; times++) {
            shop.get(path, null);
        }

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(timed() - before).isGreaterThanOrEqualTo(20));
        assertThat(shop.get(path, null).header("X-Request-Id")).matches("[0-9a-f]{32}");
    }

    private long timed() {
        Timer timer = meters.find("http.server.requests")
                .tags("uri", "/api/products/{id}", "method", "GET", "status", "200")
                .timer();
        return timer == null ? 0 : timer.count();
    }

    @Test
    void answersWhatIsOpenAndInMemory() {
        assertThat(hasAnswered(ownDoor, get("/open/1").build())).isTrue();
        assertThat(hasAnswered(ownDoor, get("/open/x").build())).isFalse();
        assertThat(hasAnswered(ownDoor, get("/guarded/1").build())).isFalse();
        assertThat(hasAnswered(ownDoor, get("/routed/1").build())).isFalse();
        assertThat(hasAnswered(ownDoor, get("/nowhere/1").build())).isFalse();
    }

    static Stream<MockServerHttpRequest> ofMoreThanAPath() {
        return Stream.of(
                get("/open/1").header("Authorization", "Bearer good").build(),
                get("/open/1").header("Authorization", "").build(),
                get("/open/1").header("Cookie", "SESSION=1").build(),
                get("/open/1?q=1").build(),
                method(HttpMethod.HEAD, "/open/1").build(),
                method(HttpMethod.POST, "/open/1").build());
    }

    @ParameterizedTest
    @MethodSource("ofMoreThanAPath")
    void leavesTheRestToThoseBehindIt(MockServerHttpRequest request) {
        assertThat(hasAnswered(ownDoor, request)).isFalse();
    }

    /** The router would take most of these for the same thing; the firewall decides first. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/open/%31", "/open/1;a=b", "/open;a=b/1", "/open/1/", "//open/1", "/open//1", "/open/1%2f"})
    void leavesOtherSpellingsToTheFirewall(String spelling) {
        MockServerHttpRequest request = method(HttpMethod.GET, URI.create("http://shop.test" + spelling))
                .build();

        assertThat(hasAnswered(ownDoor, request)).isFalse();
    }

    private static boolean hasAnswered(DoorFilter door, MockServerHttpRequest request) {
        return answer(door, request).getStatusCode() != null;
    }

    private static MockServerHttpResponse answer(DoorFilter door, MockServerHttpRequest request) {
        MockServerWebExchange exchange = MockServerWebExchange.from(request);
        door.filter(exchange, passedOn -> Mono.empty()).block(PATIENCE);
        return exchange.getResponse();
    }
}
