package io.fluxmart.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.RecordedCommands.MongoRecorder;
import io.fluxmart.testing.RecordedTransactions.Recorder;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** R23, R24 and R37. Other tests have their authors in the same store, none of them with hundreds of posts. */
@FluxmartTest
class AuthorReportTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CONTENT = "for a report";
    private static final Instant NOW = Instant.now();

    @Autowired
    Shop shop;

    @Autowired
    ReactiveMongoTemplate mongo;

    @Autowired
    Recorder statements;

    @Autowired
    MongoRecorder commands;

    @AfterEach
    void forgetThePosts() {
        mongo.remove(Query.query(Criteria.where("content").is(CONTENT)), "posts")
                .block(PATIENCE);
    }

    @Test
    void countsPostsAndThoseThatArePublished() {
        Customer author = shop.newCustomer();
        write(author, 75, true, NOW.minus(Duration.ofDays(3)));
        write(author, 2, false, NOW.minus(Duration.ofDays(1)));

        JsonNode line = lineOf(author, "?minPosts=70&limit=100");

        assertThat(line.path("posts").asInt()).isEqualTo(77);
        assertThat(line.path("published").asInt()).isEqualTo(75);
        assertThat(Instant.parse(line.path("lastPostAt").asString()))
                .isEqualTo(NOW.minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS));
        assertThat(line.path("status").asString()).isEqualTo("active");
        assertThat(line.path("email").asString()).endsWith("@example.com");
    }

    @Test
    void putsThoseWithTheMostPostsFirst() {
        Customer many = shop.newCustomer();
        Customer most = shop.newCustomer();
        write(many, 230, true, NOW);
        write(most, 240, true, NOW);

        List<String> first = idsIn(report("?limit=2"));

        assertThat(first).containsExactly(most.id().toString(), many.id().toString());
    }

    /** R23: active users with more than five posts. */
    @Test
    void leavesOutWhoeverHasFewPostsOrIsBarred() {
        Customer fits = shop.newCustomer();
        Customer few = shop.newCustomer();
        Customer barred = shop.newCustomer();
        write(fits, 6, true, NOW);
        write(few, 5, true, NOW);
        write(barred, 6, true, NOW);
        shop.send(
                HttpMethod.PATCH,
                "/api/users/" + barred.id(),
                shop.admin(),
                Map.of("status", "banned"),
                "If-Match",
                "*");

        assertThat(idsIn(report("?minPosts=6&status=active&limit=100")))
                .contains(fits.id().toString())
                .doesNotContain(few.id().toString(), barred.id().toString());
        assertThat(idsIn(report("?minPosts=6&status=banned&limit=100")))
                .contains(barred.id().toString())
                .doesNotContain(fits.id().toString());
    }

    /** R24: wrote a post in the last 30 days. */
    @Test
    void leavesOutWhoeverHasNotWrittenLately() {
        Customer lately = shop.newCustomer();
        Customer longAgo = shop.newCustomer();
        write(lately, 1, true, NOW.minus(Duration.ofDays(29)));
        write(lately, 60, true, NOW.minus(Duration.ofDays(400)));
        write(longAgo, 70, true, NOW.minus(Duration.ofDays(31)));

        assertThat(idsIn(report("?activeDays=30&minPosts=50&limit=100")))
                .contains(lately.id().toString())
                .doesNotContain(longAgo.id().toString());
    }

    @Test
    void leavesOutClosedAccountsAndFillsTheAnswerAllTheSame() {
        Customer gone = shop.newCustomer();
        Customer here = shop.newCustomer();
        write(gone, 260, true, NOW);
        write(here, 250, true, NOW);
        shop.send(HttpMethod.DELETE, "/api/users/me", gone, null);

        assertThat(idsIn(report("?limit=1"))).containsExactly(here.id().toString());
    }

    @Test
    void costsOnePipelineAndOneStatement() {
        write(shop.newCustomer(), 1, true, NOW);
        statements.clear();
        commands.clear();

        report("?limit=1");

        assertThat(commands.about("posts")).hasSize(1);
        assertThat(statements.runsOf("SELECT id, username, email, status")).isEqualTo(1);
    }

    @Test
    void refusesWhatItCannotRead() {
        assertThat(shop.get("/api/reports/authors?status=gone", shop.admin()).status())
                .isEqualTo(400);
        assertThat(shop.get("/api/reports/authors?minPosts=0", shop.admin()).status())
                .isEqualTo(400);
        assertThat(shop.get("/api/reports/authors?activeDays=x", shop.admin()).status())
                .isEqualTo(400);
    }

    private void write(Customer author, int count, boolean published, Instant at) {
        List<Document> posts = IntStream.range(0, count)
                .mapToObj(i -> new Document("_id", UUID.randomUUID())
                        .append("author", author.id())
                        .append("title", "A post")
                        .append("content", CONTENT)
                        .append("tags", List.of())
                        .append("published", published)
                        .append("publishedAt", published ? at : null)
                        .append("createdAt", at)
                        .append("updatedAt", at)
                        .append("revision", 1L)
                        .append("comments", List.of())
                        .append("commentCount", 0L))
                .toList();
        mongo.insert(posts, "posts").then().block(PATIENCE);
    }

    private JsonNode report(String query) {
        Reply reply = shop.get("/api/reports/authors" + query, shop.admin());
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().path("data");
    }

    private JsonNode lineOf(Customer author, String query) {
        return report(query)
                .valueStream()
                .filter(line ->
                        line.path("userId").asString().equals(author.id().toString()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> idsIn(JsonNode report) {
        return report.valueStream().map(line -> line.path("userId").asString()).toList();
    }
}
