package io.fluxmart.rankings;

import static java.util.Objects.requireNonNull;

import io.fluxmart.events.Event;
import io.fluxmart.products.StockLine;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads sales out of events. */
@Component
class SalesInLog {

    private static final Map<String, Integer> SIGNS = Map.of("order.placed", 1, "order.cancelled", -1);

    private final JsonMapper json;
    private final OrderSumsStore orders;

    SalesInLog(JsonMapper json, OrderSumsStore orders) {
        this.json = json;
        this.orders = orders;
    }

    /**
     * The sales among the events. Those of earlier versions do not say what was in the order: nodes of both versions run
     * side by side during an update. An order's items never change, so that its rows tell as much, in one statement.
     * {@link UnreadableEvent} when one of them makes no sense.
     */
    Mono<List<Sale>> of(List<Event> events) {
        return Mono.fromCallable(() -> events.stream()
                        .filter(event -> SIGNS.containsKey(event.type()))
                        .map(this::read)
                        .toList())
                .flatMap(this::complete);
    }

    private Mono<List<Sale>> complete(List<Facts> facts) {
        List<UUID> bare = facts.stream()
                .filter(Facts::isBare)
                .map(Facts::orderId)
                .distinct()
                .toList();
        return (bare.isEmpty() ? Mono.just(Map.<UUID, List<StockLine>>of()) : orders.findLines(bare))
                .map(rows -> facts.stream().map(fact -> fact.sale(rows)).toList());
    }

    private Facts read(Event event) {
        try {
            return facts(event, json.readTree(event.data()));
        } catch (RuntimeException malformed) {
            throw new UnreadableEvent(event.seq(), malformed);
        }
    }

    private static Facts facts(Event event, JsonNode order) {
        return new Facts(
                requireNonNull(SIGNS.get(event.type())),
                UUID.fromString(order.path("orderId").asString()),
                requireNonNull(event.userId()),
                order.path("total").path("amount").asLong(),
                order.path("items").isArray() ? lines(order.path("items")) : null);
    }

    private static List<StockLine> lines(JsonNode items) {
        return items.valueStream()
                .map(item -> new StockLine(
                        item.path("productId").asLong(), item.path("quantity").asInt()))
                .toList();
    }

    /** @param lines null when the event does not say what was in the order */
    private record Facts(
            int sign,
            UUID orderId,
            UUID buyer,
            long total,
            @Nullable List<StockLine> lines) {

        boolean isBare() {
            return lines == null;
        }

        Sale sale(Map<UUID, List<StockLine>> rows) {
            return new Sale(sign, orderId, buyer, total, lines == null ? rows.getOrDefault(orderId, List.of()) : lines);
        }
    }
}
