package io.fluxmart.products;

import io.fluxmart.events.Event;
import io.fluxmart.events.NewEvent;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which events tell of changed products. Every change of a product has one, in the transaction that made it. */
@Component
public class ProductEvents {

    /** What an edit or a restock tells the nodes. */
    record ProductFacts(long productId) {}

    private static final String CHANGED = "product.changed";
    private static final Set<String> OF_SALES = Set.of("order.placed", "order.cancelled");

    private final JsonMapper json;

    ProductEvents(JsonMapper json) {
        this.json = json;
    }

    static NewEvent changed(Product product, Instant now) {
        return NewEvent.amongNodes(CHANGED, new ProductFacts(product.id()), now);
    }

    /** The products whose price, stock or description is another since; none for most kinds of event. */
    public Set<Long> productsChangedBy(Event event) {
        if (event.type().equals(CHANGED)) {
            return Set.of(json.readTree(event.data()).path("productId").asLong());
        }
        return OF_SALES.contains(event.type()) ? productsOf(json.readTree(event.data())) : Set.of();
    }

    private static Set<Long> productsOf(JsonNode order) {
        return StreamSupport.stream(order.path("items").spliterator(), false)
                .map(item -> item.path("productId").asLong())
                .collect(Collectors.toUnmodifiableSet());
    }
}
