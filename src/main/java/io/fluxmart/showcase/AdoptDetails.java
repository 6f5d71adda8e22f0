package io.fluxmart.showcase;

import static java.util.stream.Collectors.toSet;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.fluxmart.platform.mongo.MongoAccess;
import io.fluxmart.products.DocumentChanges;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Brings in the details of many products at once. */
@Component
public class AdoptDetails {

    private final DocumentChanges documentChanges;
    private final MongoAccess access;

    AdoptDetails(DocumentChanges documentChanges, MongoAccess access) {
        this.documentChanges = documentChanges;
        this.access = access;
    }

    /**
     * Leaves alone what is there. {@link io.fluxmart.problem.Unavailable} when MongoDB is away; some may be there then.
     *
     * @param adopted of products that exist, within the limits of this room
     * @return how many came in
     */
    public Mono<Long> insertMissing(List<AdoptedDetails> adopted) {
        return access.runIdempotent(mongo -> listMissing(mongo, adopted))
                .flatMap(missing -> missing.isEmpty()
                        ? Mono.just(0L)
                        : documentChanges.run(idsOf(missing), Mono.defer(() -> insert(missing))));
    }

    private static Mono<List<AdoptedDetails>> listMissing(ReactiveMongoOperations mongo, List<AdoptedDetails> adopted) {
        return mongo.find(query(where("_id").in(idsOf(adopted))), DetailsDocument.class)
                .map(DetailsDocument::productId)
                .collect(toSet())
                .map(present -> without(present, adopted));
    }

    private static List<Long> idsOf(List<AdoptedDetails> adopted) {
        return adopted.stream().map(AdoptedDetails::productId).toList();
    }

    private static List<AdoptedDetails> without(Set<Long> present, List<AdoptedDetails> adopted) {
        return adopted.stream()
                .filter(details -> !present.contains(details.productId()))
                .toList();
    }

    /** Where another run came first with some of them, what is left is looked at again. */
    private Mono<Long> insert(List<AdoptedDetails> missing) {
        List<DetailsDocument> documents =
                missing.stream().map(AdoptDetails::document).toList();
        return access.runIdempotent(
                        mongo -> mongo.insert(documents, DetailsDocument.class).then())
                .thenReturn((long) missing.size())
                .onErrorResume(DuplicateKeyException.class, raced -> insertMissing(missing));
    }

    private static DetailsDocument document(AdoptedDetails details) {
        return new DetailsDocument(
                details.productId(), 1, details.description(), new LinkedHashMap<>(details.attributes()), List.of());
    }
}
