package io.fluxmart.ticker;

import io.fluxmart.notifications.Frames;
import io.fluxmart.notifications.Signal;
import io.fluxmart.products.Offer;
import io.fluxmart.products.Stock;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Finds out what there is to tell: which products changed, and how they are now. */
@Component
class Bulletins {

    private static final int AT_ONCE = 1_000;

    /** A read that hangs on a broken connection must not silence the node for good. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final RecentChanges recent;
    private final Recollection recollection;
    private final Stock stock;
    private final JsonMapper json;

    Bulletins(RecentChanges recent, Recollection recollection, Stock stock, JsonMapper json) {
        this.recent = recent;
        this.recollection = recollection;
        this.stock = stock;
        this.json = json;
    }

    /**
     * What the events up to {@code upTo} changed is read behind them, so it is at least as new. It begins later than asked
     * for where the log has been cut.
     */
    Mono<Bulletin> read(long after, long upTo) {
        return recollection
                .reachBackTo(after)
                .flatMap(from -> quote(from, upTo))
                .timeout(PATIENCE);
    }

    /** Whole or not at all: a reader whose cursor has passed an event will never hear of it again. */
    private Mono<Bulletin> quote(long from, long upTo) {
        Map<Long, Long> changed = recent.after(from);
        return Flux.fromIterable(changed.keySet())
                .buffer(AT_ONCE)
                .concatMap(stock::look)
                .concatMapIterable(Map::entrySet)
                .map(found -> change(found.getKey(), found.getValue(), changed, upTo))
                .collectList()
                .map(changes -> new Bulletin(from, upTo, changes));
    }

    private Change change(Long productId, Offer offer, Map<Long, Long> changed, long upTo) {
        String data = json.writeValueAsString(new Quote(productId, offer.price(), offer.stock()));
        return new Change(
                productId,
                changed.getOrDefault(productId, upTo),
                Frames.of(Signal.event(null, "product.changed", data)),
                Frames.of(Signal.event(upTo, "product.changed", data)));
    }
}
