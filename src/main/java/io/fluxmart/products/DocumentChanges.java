package io.fluxmart.products;

import io.fluxmart.events.ChangesElsewhere;
import io.fluxmart.events.NewEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** For rooms that keep documents about products, each under the product's id: how others hear of a change. */
@Component
public class DocumentChanges {

    /** Products whose documents are others since. */
    record Described(List<Long> productIds) {}

    private static final String CHANGED = "product.documents.changed";

    /** Nobody should have to read an event of megabytes. */
    private static final int IDS_PER_EVENT = 1_000;

    private final ChangesElsewhere changes;
    private final JsonMapper json;
    private final Clock clock;

    DocumentChanges(ChangesElsewhere changes, JsonMapper json, Clock clock) {
        this.changes = changes;
        this.json = json;
        this.clock = clock;
    }

    /** Makes a change of documents about these products and tells the nodes of it, see {@link ChangesElsewhere#run}. */
    public <T> Mono<T> run(Collection<Long> productIds, Mono<T> change) {
        return productIds.isEmpty()
                ? change
                : Mono.defer(() -> changes.run(change, eventsAbout(List.copyOf(productIds), clock.instant())));
    }

    /** The products whose documents are others since; none for most kinds of event. */
    public Set<Long> productsDescribedAnewBy(String type, String data) {
        return type.equals(CHANGED)
                ? json.readTree(data)
                        .path("productIds")
                        .valueStream()
                        .map(id -> id.asLong())
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    static List<NewEvent> eventsAbout(List<Long> productIds, Instant now) {
        return IntStream.rangeClosed(0, (productIds.size() - 1) / IDS_PER_EVENT)
                .mapToObj(piece -> productIds.subList(
                        piece * IDS_PER_EVENT, Math.min(productIds.size(), (piece + 1) * IDS_PER_EVENT)))
                .map(ids -> NewEvent.amongNodes(CHANGED, new Described(new ArrayList<>(ids)), now))
                .toList();
    }
}
