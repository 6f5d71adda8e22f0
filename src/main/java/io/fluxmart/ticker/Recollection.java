package io.fluxmart.ticker;

import io.fluxmart.events.Event;
import io.fluxmart.events.EventLog;
import io.fluxmart.products.ProductEvents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Learns from the log what changed before this node began to listen, once for all readers who resume behind that. */
@Component
class Recollection {

    private static final int PAGE = 500;

    /** What the log tells of the events behind {@code from}; that moves up where numbers are missing. */
    private static final class Memory {

        private final Map<Long, Long> lastChange = new HashMap<>();
        private long from;
        private long last;

        Memory(long from) {
            this.from = from;
            this.last = from;
        }
    }

    private final RecentChanges recent;
    private final EventLog log;
    private final ProductEvents products;

    Recollection(RecentChanges recent, EventLog log, ProductEvents products) {
        this.recent = recent;
        this.log = log;
        this.products = products;
    }

    /** Yields {@code seq}, or where the log begins by now if that is later; what changed behind it is known then. */
    Mono<Long> reachBackTo(long seq) {
        long since = recent.since();
        return seq >= since ? Mono.just(seq) : readBack(seq, since);
    }

    private Mono<Long> readBack(long seq, long since) {
        return eventsBehind(seq, since)
                .reduceWith(() -> new Memory(seq), this::note)
                .map(memory -> keep(memory, since));
    }

    private Flux<Event> eventsBehind(long seq, long since) {
        return log.listAfter(seq, PAGE)
                .expand(page -> nextPage(page, since))
                .concatMapIterable(page -> page, 1)
                .takeWhile(event -> event.seq() <= since);
    }

    private Mono<List<Event>> nextPage(List<Event> page, long since) {
        return page.size() < PAGE || page.get(PAGE - 1).seq() >= since
                ? Mono.empty()
                : log.listAfter(page.get(PAGE - 1).seq(), PAGE);
    }

    private Memory note(Memory memory, Event event) {
        if (event.seq() != memory.last + 1) {
            memory.from = event.seq() - 1;
        }
        memory.last = event.seq();
        products.productsChangedBy(event).forEach(id -> memory.lastChange.put(id, event.seq()));
        return memory;
    }

    private Long keep(Memory memory, long since) {
        long from = memory.last < since ? since : memory.from;
        recent.addOlder(from, memory.lastChange);
        return from;
    }
}
