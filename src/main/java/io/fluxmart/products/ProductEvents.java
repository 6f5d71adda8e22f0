package io.fluxmart.products;

import io.fluxmart.events.Event;
import io.fluxmart.events.NewEvent;
import java.time.Instant;
import java.util.Map;
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
    private static final String PLANTED = "catalogue.planted";
    private static final Set<String> OF_SALES = Set.of("order.placed", "order.cancelled");

    private final JsonMapper json;

    ProductEvents(JsonMapper json) {
        this.json = json;
    }

    static NewEvent changed(Product product, Instant now) {
        return changed(product.id(), now);
    }

    /** For a product that is another since, or gone. */
    public static NewEvent changed(long productId, Instant now) {
        return NewEvent.amongNodes(CHANGED, new ProductFacts(productId), now);
    }

    /** A whole catalogue came into being; no product that was there is another since. */
    public static NewEvent planted(Instant now) {
        return NewEvent.amongNodes(PLANTED, Map.of(), now);
    }

    /** The products whose price, stock or description is another since; none for most kinds of event. */
    public Set<Long> productsChangedBy(Event event) {
        return productsChangedBy(event.type(), event.data());
    }

    Set<Long> productsChangedBy(String type, String data) {
        if (type.equals(CHANGED)) {
            return Set.of(json.readTree(data).path("productId").asLong());
        }
        return OF_SALES.contains(type) ? productsOf(json.readTree(data)) : Set.of();
    }

    /** A category comes into being with its first product. */
    static boolean mayAddCategories(String type) {
        return type.equals(CHANGED) || type.equals(PLANTED);
    }

    static boolean isAboutProducts(String type) {
        return mayAddCategories(type) || OF_SALES.contains(type);
    }

    private static Set<Long> productsOf(JsonNode order) {
        return StreamSupport.stream(order.path("items").spliterator(), false)
                .map(item -> item.path("productId").asLong())
                .collect(Collectors.toUnmodifiableSet());
    }
}
