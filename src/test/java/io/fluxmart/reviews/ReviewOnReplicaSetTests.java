package io.fluxmart.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.ScriptedMongo;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** What the service asks of a replica set for one review. Whether both or neither is there, only a real one can show. */
class ReviewOnReplicaSetTests extends Reviewing {

    private static ScriptedMongo server;
    private static Node node;

    private long product;
    private Customer owner;

    @BeforeAll
    static void startOnReplicaSet() {
        server = new ScriptedMongo();
        node = Node.start(Map.of("spring.mongodb.uri", server.uri("")));
    }

    @AfterAll
    static void stop() {
        node.close();
        server.close();
    }

    @BeforeEach
    void sell() {
        product = shop.newProduct(5);
        owner = newOwnerOf(product);
    }

    @Test
    void changesReviewAndSummaryInOneTransaction() {
        assertThat(review(command -> null).status()).isEqualTo(201);

        assertThat(changes()).containsExactly("insert", "update", "commitTransaction");
    }

    @Test
    void takesTheReviewBackWhenTheSummaryFails() {
        assertThat(review(command -> command.equals("update") ? ScriptedMongo.failure(14) : null)
                        .status())
                .isEqualTo(500);

        assertThat(changes()).containsExactly("insert", "update", "abortTransaction");
    }

    /** Somebody else's review of the same product came in between. */
    @Test
    void beginsAgainWhenAnotherOneChangedTheSummary() {
        AtomicInteger conflicts = new AtomicInteger();

        Reply reply = review(command -> command.equals("update") && conflicts.incrementAndGet() == 1
                ? ScriptedMongo.failure(112, "TransientTransactionError")
                : command.equals("insert") && conflicts.get() == 1 ? new Document("ok", 1).append("n", 1) : null);

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(changes())
                .containsExactly("insert", "update", "abortTransaction", "insert", "update", "commitTransaction");
    }

    private Reply review(Function<String, Document> script) {
        server.answer(script);
        return node.shop().send(HttpMethod.POST, pathOf(product), owner, Map.of("rating", 4));
    }

    private List<String> changes() {
        return server.commands().stream()
                .filter(List.of("insert", "update", "commitTransaction", "abortTransaction")::contains)
                .toList();
    }
}
