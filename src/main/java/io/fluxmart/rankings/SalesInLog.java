package io.fluxmart.rankings;

import static java.util.Objects.requireNonNull;

import io.fluxmart.events.Event;
import io.fluxmart.products.StockLine;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
     */
    Mono<List<Sale>> of(List<Event> events) {
        List<Facts> facts = events.stream()
                .filter(event -> SIGNS.containsKey(event.type()))
                .map(this::read)
                .toList();
        List<UUID> bare = facts.stream()
                .filter(Facts::isBare)
                .map(Facts::orderId)
                .distinct()
                .toList();
        return (bare.isEmpty() ? Mono.just(Map.<UUID, List<StockLine>>of()) : orders.findLines(bare))
                .map(rows -> facts.stream().map(fact -> fact.sale(rows)).toList());
    }

    private Facts read(Event event) {
        return new Facts(event, json.readTree(event.data()));
    }

    private record Facts(Event event, JsonNode order) {

        UUID orderId() {
            return UUID.fromString(order.path("orderId").asString());
        }

        boolean isBare() {
            return !order.path("items").isArray();
        }

        Sale sale(Map<UUID, List<StockLine>> rows) {
            return new Sale(
                    requireNonNull(SIGNS.get(event.type())),
                    orderId(),
                    requireNonNull(event.userId()),
                    order.path("total").path("amount").asLong(),
                    isBare() ? rows.getOrDefault(orderId(), List.of()) : lines());
        }

        private List<StockLine> lines() {
            return order.path("items")
                    .valueStream()
                    .map(item -> new StockLine(
                            item.path("productId").asLong(),
                            item.path("quantity").asInt()))
                    .toList();
        }
    }
}
