package io.fluxmart.showcase;

import static org.springframework.data.mongodb.core.FindAndModifyOptions.options;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.fluxmart.platform.http.Revisions;
import io.fluxmart.platform.mongo.MongoAccess;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Each change is one command on one document: MongoDB lets one after the other pass, each as a whole. */
@Component
class DetailsStore {

    private final MongoAccess access;

    DetailsStore(MongoAccess access) {
        this.access = access;
    }

    Mono<Details> findByProduct(long productId) {
        return access.runIdempotent(mongo -> mongo.findById(productId, DetailsDocument.class))
                .map(DetailsDocument::asDetails);
    }

    /** Whatever is there, or nothing, gives way. */
    Mono<Details> put(long productId, DetailsDraft draft) {
        return modify(
                where("_id").is(productId), draft, options().returnNew(true).upsert(true));
    }

    /** Empty when there are no details, or their revision is none of those. */
    Mono<Details> update(long productId, Revisions revisions, DetailsDraft draft) {
        Criteria theirs = where("_id").is(productId);
        Criteria seen = revisions.any() ? theirs : theirs.and("revision").in(revisions.numbers());
        return modify(seen, draft, options().returnNew(true));
    }

    /** Not to be repeated: the revision would count one edit twice, and the second time find itself stale. */
    private Mono<Details> modify(Criteria which, DetailsDraft draft, FindAndModifyOptions options) {
        Update update = new Update()
                .set("description", draft.description())
                .set("attributes", AttributeValues.of(draft.attributes()))
                .set("pictures", draft.pictures())
                .inc("revision", 1L);
        return access.run(mongo -> mongo.findAndModify(query(which), update, options, DetailsDocument.class))
                .map(DetailsDocument::asDetails);
    }
}
