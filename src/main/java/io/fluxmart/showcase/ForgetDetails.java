package io.fluxmart.showcase;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.fluxmart.platform.mongo.MongoAccess;
import io.fluxmart.products.DocumentChanges;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes the details of products away for other rooms. {@link io.fluxmart.problem.Unavailable} when MongoDB is away. */
@Component
public class ForgetDetails {

    private final DocumentChanges documentChanges;
    private final MongoAccess access;

    ForgetDetails(DocumentChanges documentChanges, MongoAccess access) {
        this.documentChanges = documentChanges;
        this.access = access;
    }

    public Mono<Void> of(List<Long> productIds) {
        return documentChanges.run(
                productIds,
                access.runIdempotent(mongo -> mongo.remove(query(where("_id").in(productIds)), DetailsDocument.class)
                        .then()));
    }
}
