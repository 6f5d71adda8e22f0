package io.fluxmart.showcase;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** Several administrators at once. */
@FluxmartTest
class ShowcaseEditsTests {

    private static final int EDITORS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    Shop shop;

    Exhibit exhibit;

    @BeforeEach
    void putSomethingUp() {
        exhibit = Exhibit.in(shop);
    }

    @Test
    void refusesAStaleEdit() {
        String tag = exhibit.with("{'description':'first'}").details().header("ETag");
        Reply second = exhibit.put("{'description':'second'}", "If-Match", "\"nobody's\", " + tag);
        assertThat(second.status()).as(second.text()).isEqualTo(200);
        assertThat(second.header("ETag")).isEqualTo("\"2\"");

        assertThat(exhibit.put("{'description':'third'}", "If-Match", tag).code())
                .isEqualTo("stale_version");
        assertThat(exhibit.put("{'description':'third'}", "If-Match", "W/\"2\"").status())
                .isEqualTo(412);
        assertThat(exhibit.put("{'description':'third'}", "If-Match", "unquoted")
                        .status())
                .isEqualTo(400);
        assertThat(exhibit.details().json().path("description").asString()).isEqualTo("second");
        assertThat(exhibit.put("{'description':'third'}", "If-Match", "*").header("ETag"))
                .isEqualTo("\"3\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"0\"", "\"1\"", "\"x\""})
    void createsNothingForWhoSawSomething(String ifMatch) {
        assertThat(exhibit.put("{}", "If-Match", ifMatch).status()).isEqualTo(412);
        assertThat(exhibit.details().status()).isEqualTo(404);
    }

    /** Several times, since few of them meet while the service is cold. */
    @RepeatedTest(10)
    void letsOneOfThosePassWhoSawTheSame() {
        String tag = exhibit.with("{}").details().header("ETag");

        List<Reply> replies = putAll("If-Match", tag);

        List<Reply> passed =
                replies.stream().filter(reply -> reply.status() == 200).toList();
        assertThat(passed).hasSize(1);
        assertThat(replies).extracting(Reply::status).containsOnly(200, 412);
        assertThat(exhibit.details().text()).isEqualTo(passed.get(0).text());
        assertThat(exhibit.details().header("ETag")).isEqualTo("\"2\"");
    }

    /** The first of them creates the document, whichever that is. */
    @Test
    void countsEveryEditOfThoseWhoSawNothing() {
        List<Reply> replies = putAll();

        assertThat(replies).extracting(Reply::status).containsOnly(200);
        assertThat(replies).extracting(reply -> reply.header("ETag")).doesNotHaveDuplicates();
        Reply last = Collections.max(replies, (one, other) -> Integer.compare(revisionOf(one), revisionOf(other)));
        assertThat(revisionOf(last)).isEqualTo(EDITORS);
        assertThat(exhibit.details().text()).isEqualTo(last.text());
    }

    private List<Reply> putAll(String... headers) {
        return Flux.range(0, EDITORS)
                .flatMap(editor -> exhibit.putLater("{'attributes':{'editor':" + editor + "}}", headers), EDITORS)
                .collectList()
                .block(PATIENCE);
    }

    /** The page has a tag of its own, which begins with the product's revision: that number means nothing here. */
    @Test
    void takesNoTagOfThePageForOneOfTheDetails() {
        exhibit.with("{'description':'first'}");
        String pageTag = exhibit.page().header("ETag");

        Reply refused = exhibit.put("{'description':'second'}", "If-Match", pageTag);

        assertThat(pageTag).startsWith("\"1.");
        assertThat(refused.status()).isEqualTo(412);
    }

    private static int revisionOf(Reply reply) {
        return Integer.parseInt(reply.header("ETag").replace("\"", ""));
    }
}
