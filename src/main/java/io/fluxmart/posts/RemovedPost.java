package io.fluxmart.posts;

import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** All that is left of a post that came from elsewhere and was removed here: whoever imports again must not bring it back. */
@Document(RemovedPost.COLLECTION)
record RemovedPost(@Id UUID id) {

    static final String COLLECTION = "removedPosts";
}
