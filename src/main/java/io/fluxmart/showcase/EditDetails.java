package io.fluxmart.showcase;

import io.fluxmart.platform.http.Revisions;
import io.fluxmart.problem.Failure;
import io.fluxmart.problem.InvalidRequest;
import io.fluxmart.problem.Kind;
import io.fluxmart.problem.NotFound;
import io.fluxmart.problem.Violation;
import io.fluxmart.products.Catalogue;
import io.fluxmart.products.DocumentChanges;
import io.fluxmart.products.Product;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What administrators do to the details of a product. They come after the product, and go with it, which none does but those of a demonstration. */
@Component
class EditDetails {

    private static final int MAX_BYTES = 64 * 1024;

    private final Catalogue catalogue;
    private final DetailsStore details;
    private final DocumentChanges documentChanges;
    private final JsonMapper json;

    EditDetails(Catalogue catalogue, DetailsStore details, DocumentChanges documentChanges, JsonMapper json) {
        this.catalogue = catalogue;
        this.details = details;
        this.documentChanges = documentChanges;
        this.json = json;
    }

    /** @param seen the revisions that the editor saw, another one in the store is a 412; without them, any or none */
    Mono<Details> replace(long productId, Optional<Revisions> seen, DetailsDraft draft) {
        requireWithinLimits(draft);
        return requireProduct(productId)
                .then(Mono.defer(() -> documentChanges.run(Set.of(productId), write(productId, seen, draft))));
    }

    private void requireWithinLimits(DetailsDraft draft) {
        List<Violation> violations = AttributeLimits.check(draft.attributes());
        if (!violations.isEmpty()) {
            throw new InvalidRequest(violations);
        }
        if (json.writeValueAsBytes(draft).length > MAX_BYTES) {
            throw new InvalidRequest("", "too_large", "Details have at most " + MAX_BYTES + " bytes as JSON");
        }
    }

    private Mono<Product> requireProduct(long id) {
        return catalogue.findInStore(id).switchIfEmpty(Mono.error(() -> new NotFound("The product")));
    }

    private Mono<Details> write(long productId, Optional<Revisions> seen, DetailsDraft draft) {
        return seen.map(revisions ->
                        details.update(productId, revisions, draft).switchIfEmpty(Mono.error(EditDetails::stale)))
                .orElseGet(() -> details.put(productId, draft));
    }

    private static Failure stale() {
        return new Failure(Kind.STALE, "stale_version", "The details were changed since; read them again.");
    }
}
