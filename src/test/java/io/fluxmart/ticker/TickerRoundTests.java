package io.fluxmart.ticker;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.fluxmart.events.EventFeed;
import io.fluxmart.events.EventLog;
import io.fluxmart.notifications.Heartbeats;
import io.fluxmart.problem.Unavailable;
import io.fluxmart.products.ProductEvents;
import io.fluxmart.products.Stock;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.RecordedTransactions.Recorder;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Rounds that begin when the test says so, on the node's real feed, log and catalogue. */
@FluxmartTest
class TickerRoundTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String LOOK = "WHERE id = ANY";
    private static final int MAX_REPLAY = 50;

    @Autowired
    EventFeed feed;

    @Autowired
    EventLog log;

    @Autowired
    ProductEvents products;

    @Autowired
    Stock stock;

    @Autowired
    Heartbeats heartbeats;

    @Autowired
    JsonMapper json;

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    Recorder statements;

    private final RecentChanges recent = new RecentChanges();
    private Bulletins bulletins;
    private Ticker ticker;

    @BeforeEach
    void openATickerThatStandsStill() {
        bulletins = new Bulletins(recent, new Recollection(recent, log, products), stock, json);
        ticker = tickerWith(bulletins);
    }

    private Ticker tickerWith(Bulletins source) {
        TickerSettings settings = new TickerSettings(Duration.ofHours(1), MAX_REPLAY, 1_000, 2);
        Ticker still = new Ticker(feed, recent, source, products, heartbeats, settings);
        still.onStart(log.bounds().block(PATIENCE).head());
        return still;
    }

    @Test
    void tellsOnceOfTwoHundredSales() {
        long product = shop.newProduct(1_000);
        awaitFeed();
        Watcher watcher = ticker.open(Set.of(), Optional.empty());

        sell(product, 200);
        round();

        assertThat(waiting(watcher))
                .singleElement()
                .satisfies(frame -> assertThat(frame)
                        .startsWith(
                                "id:" + recent.head() + "\nevent:product.changed\ndata:{\"productId\":" + product + ",")
                        .contains("\"stock\":" + inTheBooks(product) + "}"));
        round();
        assertThat(waiting(watcher)).isEmpty();
    }

    @Test
    void readsNothingWhileNobodyWatches() {
        long product = shop.newProduct(1_000);
        sell(product, 3);
        statements.clear();

        round();

        assertThat(statements.runsOf(LOOK)).isZero();
    }

    @Test
    void readsManyProductsForManyReadersAtOnce() {
        Watcher one = ticker.open(Set.of(), Optional.empty());
        Watcher two = ticker.open(Set.of(), Optional.empty());
        Set<Long> changed = Set.of(shop.newProduct(1), shop.newProduct(2), shop.newProduct(3));
        awaitFeed();
        statements.clear();

        round();

        assertThat(statements.runsOf(LOOK)).isEqualTo(1);
        assertThat(waiting(one)).hasSameSizeAs(changed).isEqualTo(waiting(two));
    }

    @Test
    void tellsInTheNextRoundWhatCouldNotBeRead() {
        ticker = tickerWith(new Bulletins(recent, new Recollection(recent, log, products), stock, json) {

            private boolean hasFailed;

            @Override
            Mono<Bulletin> read(long after, long upTo) {
                Mono<Bulletin> read = hasFailed ? bulletins.read(after, upTo) : Mono.error(new IllegalStateException());
                hasFailed = true;
                return read;
            }
        });
        Watcher watcher = ticker.open(Set.of(), Optional.empty());
        long product = shop.newProduct(7);
        awaitFeed();

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(this::round);
        assertThat(waiting(watcher)).isEmpty();
        round();

        assertThat(waiting(watcher))
                .singleElement()
                .satisfies(frame ->
                        assertThat(frame).contains("\"productId\":" + product).contains("\"stock\":7"));
    }

    /** This node began to listen behind what they missed; all of them together cost one look into the log. */
    @Test
    void tellsResumedReadersWhatTheyMissedFromTheLog() {
        long first = shop.newProduct(10);
        awaitFeed();
        long cursor = recent.head();
        long second = shop.newProduct(20);
        awaitFeed();
        long between = recent.head();
        sell(first, 2);
        ticker.onStart(recent.head());
        statements.clear();

        Watcher behind = ticker.open(Set.of(), Optional.of(cursor));
        Watcher lessBehind = ticker.open(Set.of(), Optional.of(between));
        Watcher current = ticker.open(Set.of(), Optional.empty());
        round();

        assertThat(statements.runsOf("WHERE seq > $1")).isLessThanOrEqualTo(2); // the feed's own may be among them
        assertThat(statements.runsOf(LOOK)).isEqualTo(1);
        assertThat(waiting(behind))
                .hasSize(2)
                .anySatisfy(frame ->
                        assertThat(frame).contains("\"productId\":" + first).contains("\"stock\":8"));
        assertThat(waiting(lessBehind))
                .singleElement()
                .satisfies(frame -> assertThat(frame).contains("\"productId\":" + first));
        assertThat(waiting(current)).isEmpty();
        assertThat(second).isPositive();
    }

    @Test
    void resetsAReaderWhoseCursorWasThrownAwayAndOneTooFarBehind() {
        long product = shop.newProduct(10);
        awaitFeed();
        long cursor = recent.head();
        sell(product, 3);
        long cut = recent.head() - 1;
        books.run("DELETE FROM event_log WHERE seq <= :cut", Map.of("cut", cut));
        ticker.onStart(recent.head());

        Watcher lost = ticker.open(Set.of(), Optional.of(cursor));
        Watcher atTheCut = ticker.open(Set.of(), Optional.of(cut));
        Watcher tooFar = ticker.open(Set.of(), Optional.of(recent.head() - MAX_REPLAY - 1));
        Watcher fromNowhere = ticker.open(Set.of(), Optional.of(recent.head() + MAX_REPLAY + 1));
        Watcher quicker = ticker.open(Set.of(), Optional.of(recent.head() + 1));
        round();

        List<String> reset = List.of("id:" + recent.head() + "\nevent:reset\ndata:{}\n\n");
        assertThat(waiting(lost)).isEqualTo(reset);
        assertThat(waiting(atTheCut))
                .singleElement()
                .satisfies(frame -> assertThat(frame).contains("\"stock\":7"));
        assertThat(waiting(tooFar)).isEqualTo(reset);
        assertThat(waiting(fromNowhere)).isEqualTo(reset);
        assertThat(waiting(quicker)).isEmpty();
    }

    @Test
    void refusesAStreamWhenTheNodeIsFull() {
        ticker.requireRoom();
        ticker.open(Set.of(), Optional.empty());
        Watcher last = ticker.open(Set.of(), Optional.empty());

        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(ticker::requireRoom)
                .satisfies(full -> assertThat(full.code()).isEqualTo("too_many_streams"));
        ticker.close(last);
        ticker.requireRoom();
    }

    private void round() {
        ticker.tell().block(PATIENCE);
    }

    private void sell(long product, int times) {
        Flux.range(0, times)
                .flatMap(i -> shop.placeOrder(shop.admin(), unique("key"), lines(line(product, 1))), 16)
                .doOnNext(reply -> assertThat(reply.status()).isEqualTo(201))
                .blockLast(Duration.ofMinutes(1));
        awaitFeed();
    }

    /** Until this ticker, too, has heard of all that is in the log and in the outbox. */
    private void awaitFeed() {
        await().atMost(PATIENCE)
                .until(() -> books.number("SELECT count(*) FROM outbox", Map.of()) == 0
                        && recent.head() >= log.bounds().block(PATIENCE).head());
    }

    private long inTheBooks(long product) {
        return books.number("SELECT stock FROM products WHERE id = :id", Map.of("id", product));
    }

    private static List<String> waiting(Watcher watcher) {
        return Stream.generate(watcher::poll)
                .takeWhile(Objects::nonNull)
                .map(frame -> new String(frame, UTF_8))
                .toList();
    }
}
