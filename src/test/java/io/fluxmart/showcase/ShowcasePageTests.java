package io.fluxmart.showcase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.products.Catalogue;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.RecordedCommands.MongoRecorder;
import io.fluxmart.testing.RecordedTransactions.Recorder;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.http.HttpMethod;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** The page of a product while both stores are there. */
@FluxmartTest
class ShowcasePageTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    Shop shop;

    @Autowired
    Recorder statements;

    @Autowired
    MongoRecorder commands;

    @Autowired
    ReactiveMongoTemplate mongo;

    @Autowired
    Catalogue catalogue;

    @Autowired
    ReadDocuments readDocuments;

    @Autowired
    AdoptDetails adoptDetails;

    @Autowired
    ForgetDetails forgetDetails;

    @Autowired
    ServerCodecConfigurer codecs;

    Exhibit exhibit;

    @BeforeEach
    void putSomethingUp() {
        exhibit = Exhibit.in(shop);
    }

    @Test
    void isTheProductWithItsDetails() {
        ObjectNode bare = (ObjectNode) exhibit.page().json();
        assertThat(bare.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "sku",
                        "name",
                        "description",
                        "category",
                        "price",
                        "stock",
                        "createdAt",
                        "updatedAt",
                        "rating");

        ObjectNode page = (ObjectNode) exhibit.with("{'description':'d','attributes':{'a':{'b':null}}}")
                .page()
                .json();

        assertThat(page.remove("details").toString())
                .isEqualTo("{\"description\":\"d\",\"attributes\":{\"a\":{\"b\":null}},\"pictures\":[]}");
        assertThat(page).isEqualTo(bare);
    }

    @Test
    void hasATagThatChangesWithEitherOfBoth() {
        String bare = exhibit.page().header("ETag");
        String detailed = exhibit.with("{}").page().header("ETag");
        shop.post(exhibit.path() + "/stock", shop.admin(), Map.of("delta", 1));
        String restocked = exhibit.page().header("ETag");
        String again = exhibit.with("{}").page().header("ETag");

        assertThat(bare).endsWith(".5.0.0\"");
        assertThat(detailed).endsWith(".5.1.0\"");
        assertThat(restocked).endsWith(".6.1.0\"");
        assertThat(again).endsWith(".6.2.0\"");
        assertThat(exhibit.page("If-None-Match", again).status()).isEqualTo(304);
        assertThat(exhibit.page("If-None-Match", restocked).status()).isEqualTo(200);
    }

    @Test
    void showsTheRatingAndTellsItByTheTag() {
        Document summary = new Document("_id", exhibit.product())
                .append("count", 3L)
                .append("histogram", new Document("5", 2L).append("1", 1L));
        mongo.insert(summary, "rating_summaries").block(PATIENCE);

        Reply page = exhibit.page();

        assertThat(page.json().path("rating").toString())
                .isEqualTo("{\"count\":3,\"average\":3.67,\"histogram\":{\"1\":1,\"2\":0,\"3\":0,\"4\":0,\"5\":2}}");
        assertThat(page.header("ETag")).endsWith(".5.0.3\"");
    }

    @Test
    void hasATagThatAnEditOfTheProductTakes() {
        String tag = exhibit.with("{}").page().header("ETag");
        exhibit.with("{'description':'Edited meanwhile, and no business of the name.'}");

        assertThat(rename(tag).status()).isEqualTo(200);
        assertThat(rename(tag).status()).isEqualTo(412);
    }

    @Test
    void costsOneStatementAndOneCommandForEachCollection() {
        exhibit.with("{}");
        statements.clear();
        commands.clear();

        exhibit.page();

        assertThat(statements.runsOf("products")).isEqualTo(1);
        assertThat(commands.about("product_details")).hasSize(1);
        assertThat(commands.about("rating_summaries")).hasSize(1);
        assertThat(commands.about("product_details").get(0).getFirstKey()).isEqualTo("find");
    }

    @Test
    void costsNothingTheSecondTime() {
        awaitTheSecondForNothing(exhibit.with("{}"));
    }

    /** With an event under way the second one is asked for as well, so they are tried until none is. */
    private void awaitTheSecondForNothing(Exhibit shown) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            String first = shown.page().text();
            statements.clear();
            commands.clear();

            assertThat(shown.page().text()).isEqualTo(first);
            assertThat(statements.runsOf("FROM products")).isZero();
            assertThat(commands.about("product_details")).isEmpty();
            assertThat(commands.about("rating_summaries")).isEmpty();
        });
    }

    /** A sale makes the row another one, and no document. */
    @Test
    void asksMongoForNothingWhenOnlyTheStockIsAnother() {
        awaitTheSecondForNothing(exhibit.with("{}"));
        commands.clear();

        shop.post(exhibit.path() + "/stock", shop.admin(), Map.of("delta", 1));

        assertThat(exhibit.page().json().path("stock").asInt()).isEqualTo(6);
        assertThat(commands.about("product_details")).isEmpty();
        assertThat(commands.about("rating_summaries")).isEmpty();
    }

    /** What the service's own way of writing answers makes of the page, headers included. */
    @Test
    void isWrittenAsAnyOtherAnswer() {
        exhibit.with("{'description':'größe 👟 \\u0001','attributes':{'a':{'b':null},'c':[1.50,1e3]}}");
        ProductPage page = ProductPage.of(
                catalogue.find(exhibit.product()).block(PATIENCE),
                readDocuments.about(exhibit.product()).block(PATIENCE));
        MockServerWebExchange usual = MockServerWebExchange.from(MockServerHttpRequest.get(exhibit.path()));
        ServerResponse.ok()
                .eTag(page.entityTag())
                .bodyValue(page)
                .flatMap(answer -> answer.writeTo(usual, usualWriters()))
                .block(PATIENCE);

        Reply reply = exhibit.page();

        assertThat(reply.text()).isEqualTo(usual.getResponse().getBodyAsString().block(PATIENCE));
        usual.getResponse()
                .getHeaders()
                .forEach((name, values) -> assertThat(reply.headers().get(name)).isEqualTo(values));
        assertThat(usual.getResponse().getHeaders().headerNames())
                .containsExactlyInAnyOrder("Content-Type", "Content-Length", "ETag");
        assertThat(reply.status()).isEqualTo(200);
    }

    private ServerResponse.Context usualWriters() {
        return new ServerResponse.Context() {
            @Override
            public List<HttpMessageWriter<?>> messageWriters() {
                return codecs.getWriters();
            }

            @Override
            public List<ViewResolver> viewResolvers() {
                return List.of();
            }
        };
    }

    @Test
    void answersOtherMethodsAsBefore() {
        assertThat(shop.send(HttpMethod.HEAD, exhibit.path(), null, null).status())
                .isEqualTo(405);
        assertThat(exhibit.page(
                                "If-None-Match",
                                "\"other\", W/" + exhibit.page().header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(exhibit.page("If-None-Match", "\"other\"").status()).isEqualTo(200);
    }

    @Test
    void showsWhatOtherRoomsBringInAndTakeAway() {
        assertThat(exhibit.page().json().has("details")).isFalse();

        adoptDetails
                .insertMissing(List.of(new AdoptedDetails(exhibit.product(), "adopted", Map.of())))
                .block(PATIENCE);
        assertThat(exhibit.page().json().at("/details/description").asString()).isEqualTo("adopted");

        forgetDetails.of(List.of(exhibit.product())).block(PATIENCE);
        assertThat(exhibit.page().json().has("details")).isFalse();
    }

    /** MongoDB is asked about a product before PostgreSQL can have said that there is none. */
    @Test
    void asksBothStoresAtOnce() {
        long askedForByNobodyElse = System.nanoTime(); // that a product is not there is remembered for a while
        commands.clear();

        assertThat(new Exhibit(shop, askedForByNobodyElse).page().status()).isEqualTo(404);

        await().atMost(PATIENCE).until(() -> commands.about("product_details").size() == 1);
    }

    /** What is in a document that we wrote is ours to read; a page that left it out would hide our mistake. */
    @Test
    void failsWhereTheDocumentIsAtFault() {
        Document broken = new Document("_id", exhibit.product()).append("revision", "one");
        mongo.getCollection("product_details")
                .flatMap(collection -> Mono.from(collection.insertOne(broken)))
                .block(PATIENCE);

        Reply failed = exhibit.page();

        assertThat(failed.status()).as(failed.text()).isEqualTo(500);
        assertThat(failed.code()).isEqualTo("internal_error");
    }

    private Reply rename(String tag) {
        return shop.send(HttpMethod.PATCH, exhibit.path(), shop.admin(), Map.of("name", "Renamed"), "If-Match", tag);
    }
}
