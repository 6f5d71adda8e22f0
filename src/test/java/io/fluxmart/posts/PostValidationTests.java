package io.fluxmart.posts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.POST;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@FluxmartTest
class PostValidationTests {

    @Autowired
    Shop shop;

    Blog blog;
    Customer author;

    @BeforeEach
    void open() {
        blog = new Blog(shop);
        author = shop.newCustomer();
    }

    /** A5: what looks like an operator of the store is no text, and nothing else is let in. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'title':{'$ne':1}}         | 400 | wrong_type       | /title",
                "{'title':null}              | 422 | not_blank        | /title",
                "{'title':'  '}              | 422 | not_blank        | /title",
                "{'title':1}                 | 400 | wrong_type       | /title",
                "{'content':{'$gt':''}}      | 400 | wrong_type       | /content",
                "{'content':' '}             | 422 | not_blank        | /content",
                "{'tags':'java'}             | 400 | wrong_type       | /tags",
                "{'tags':{'$where':'1'}}     | 400 | wrong_type       | /tags",
                "{'tags':[{'$ne':1}]}        | 400 | wrong_type       | /tags/0",
                "{'tags':['a,b']}            | 422 | pattern          | /tags/0",
                "{'tags':['x','x','a,b']}    | 422 | pattern          | /tags/2",
                "{'tags':['a','b\\u0085c']}  | 422 | pattern          | /tags/1",
                "{'tags':['a','b\\u0007c']}  | 422 | pattern          | /tags/1",
                "{'tags':['a',' ']}          | 422 | not_blank        | /tags/1",
                "{'tags':[null]}             | 422 | not_blank        | /tags/0",
                "{'tags':['a','\\u200b']}     | 422 | pattern          | /tags/1",
                "{'tags':['\\u202eevil']}     | 422 | pattern          | /tags/0",
                "{'title':'\\u3164'}          | 422 | pattern          | /title",
                "{'title':'a\\nb'}            | 422 | pattern          | /title",
                "{'title':'\\u001b[31mred'}   | 422 | pattern          | /title",
                "{'title':'\\u202eevil'}      | 422 | pattern          | /title",
                "{'published':'true'}        | 400 | wrong_type       | /published",
                "{'published':{'$exists':1}} | 400 | wrong_type       | /published",
                "{'$set':{'author':1}}       | 422 | unknown_property | /$set",
                "{'author':'x'}              | 422 | unknown_property | /author",
                "{'revision':7}              | 422 | unknown_property | /revision",
                "{'comments':[]}             | 422 | unknown_property | /comments",
                "{'commentCount':7}          | 422 | unknown_property | /commentCount",
                "{'publishedAt':'2020-01-01T00:00:00Z'} | 422 | unknown_property | /publishedAt"
            })
    void refusesWhatIsNotAcceptable(String quoted, int status, String code, String pointer) {
        String patch = quoted.replace('\'', '"');
        String post = blog.published(author);
        String before = shop.get(post, author).text();
        String whole = "{\"title\":\"t\",\"content\":\"c\"," + patch.substring(1);
        String written = patch.startsWith("{\"title\"")
                ? "{\"content\":\"c\"," + patch.substring(1)
                : patch.startsWith("{\"content\"") ? "{\"title\":\"t\"," + patch.substring(1) : whole;

        requireRefusal(blog.write(author, written), status, code, pointer);
        requireRefusal(blog.edit(author, post, patch, "*"), status, code, pointer);

        assertThat(shop.get(post, author).text()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'text':{'$ne':1}}           | 400 | wrong_type       | /text",
                "{'text':['a']}               | 400 | wrong_type       | /text",
                "{'text':'  '}                | 422 | not_blank        | /text",
                "{}                           | 422 | not_blank        | /text",
                "{'text':'a','author':'x'}    | 422 | unknown_property | /author",
                "{'text':'a','$push':{'a':1}} | 422 | unknown_property | /$push"
            })
    void refusesACommentThatIsNone(String quoted, int status, String code, String pointer) {
        String post = blog.published(author);

        Reply refused = shop.post(post + "/comments", author, quoted.replace('\'', '"'));

        requireRefusal(refused, status, code, pointer);
        assertThat(shop.get(post, author).json().path("commentCount").asInt()).isZero();
    }

    @Test
    void boundsWhatIsWritten() {
        assertThat(statusOf("title", "x".repeat(255))).isEqualTo(201);
        assertThat(statusOf("title", "x".repeat(256))).isEqualTo(422);
        assertThat(statusOf("content", "x".repeat(20_000))).isEqualTo(201);
        assertThat(statusOf("content", "x".repeat(20_001))).isEqualTo(422);
        assertThat(statusOf("content", "x".repeat(30_001)))
                .as("no text may be longer in any body")
                .isEqualTo(400);
        assertThat(statusOf("tags", numbered(20))).isEqualTo(201);
        assertThat(statusOf("tags", numbered(21))).isEqualTo(422);
        assertThat(statusOf("tags", Collections.singletonList("x".repeat(50)))).isEqualTo(201);
        assertThat(statusOf("tags", Collections.singletonList("x".repeat(51)))).isEqualTo(422);
    }

    @Test
    void takesTitlesOfAllScriptsAndEmoji() {
        assertThat(statusOf("title", "Größe – 大きさ – حجم 👩‍👩‍👧")).isEqualTo(201);
        assertThat(statusOf("tags", List.of("größe", "👩‍👩‍👧", "c++", "حجم"))).isEqualTo(201);
    }

    /** Each would be a violation of its own, and the validator takes quadratic time to collect them: minutes, for this body. */
    @Test
    void refusesTooManyTagsBeforeItLooksAtThem() {
        String tags = "{\"tags\":[" + "\"\",".repeat(150_000) + "\"\"]}";
        String post = blog.published(author);

        requireRefusal(
                blog.write(author, tags.replaceFirst("}$", ",\"title\":\"t\",\"content\":\"c\"}")),
                422,
                "size",
                "/tags");
        requireRefusal(blog.edit(author, post, tags, "*"), 422, "size", "/tags");
    }

    @Test
    void boundsComments() {
        String post = blog.published(author);

        assertThat(blog.say(author, post, "x".repeat(2_000)).block().status()).isEqualTo(201);
        assertThat(blog.say(author, post, "x".repeat(2_001)).block().status()).isEqualTo(422);
        assertThat(shop.send(POST, post + "/comments", null, Map.of("text", "Hi"))
                        .status())
                .isEqualTo(401);
    }

    private int statusOf(String property, Object value) {
        Map<String, Object> body = new HashMap<>(Map.of("title", "t", "content", "c"));
        body.put(property, value);
        return blog.write(author, body).status();
    }

    private static Object numbered(int tags) {
        return IntStream.range(0, tags).mapToObj(n -> "tag" + n).toList();
    }

    private static void requireRefusal(Reply refused, int status, String code, String pointer) {
        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.json().path("errors").path(0).path("code").asString())
                .isEqualTo(code);
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
    }
}
