package io.fluxmart.posts;

import static io.fluxmart.testing.Shop.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.RecordedCommands.MongoRecorder;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/** R33 to R35. */
@FluxmartTest
class PostSearchTests {

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    ReactiveMongoTemplate mongo;

    @Autowired
    MongoRecorder commands;

    Blog blog;
    String name;
    Customer author;

    @BeforeEach
    void open() {
        blog = new Blog(shop);
        name = unique("w");
        author = shop.newCustomer(name);
    }

    /** T9: signs of patterns are letters like any other, in regular expressions and in SQL. */
    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", ".*", "\\E", "\\Q.*\\E", "%", "_", "[", "^", "$ne", "{\"$ne\":1}", "a|b"})
    void findsOnlyWhatIsLiterallyThere(String text) {
        blog.published(author, "Plain", "aaaa b axb");
        blog.published(author, "Wanted", "before " + text + " behind");
        blog.published(author, "In the title " + text, "aaaa b axb");

        assertThat(found("author=" + name + "&q=" + encoded(text))).containsExactly("In the title " + text, "Wanted");
    }

    @Test
    void ignoresTheCaseAndFindsTheNewestFirst() {
        String word = unique("Word");
        blog.published(author, "First " + word, "Some content");
        blog.published(author, "Second", "about " + word.toUpperCase());
        blog.draft(author);

        assertThat(found("q=" + word.toLowerCase())).containsExactly("Second", "First " + word);
        assertThat(found("q=" + unique("nowhere"))).isEmpty();
    }

    /** A5: the brackets of other frameworks mean nothing here; the parameter is one that nobody knows. */
    @Test
    void takesNoOperatorsFromTheQuery() {
        blog.published(author, "One", "Some content", "tag");
        String own = "author=" + name;
        commands.clear();

        assertThat(found(own + "&q%5B$ne%5D=One")).containsExactly("One");
        assertThat(found(own + "&tags%5B$where%5D=sleep(1000)")).containsExactly("One");
        assertThat(found("author%5B$ne%5D=x&" + own)).containsExactly("One");
        assertThat(commands.about(Post.COLLECTION))
                .hasSize(3)
                .allSatisfy(command ->
                        assertThat(command.toString()).doesNotContain("$ne").doesNotContain("$where"));
        assertThat(found(own + "&tags=" + encoded("{\"$ne\":1}"))).isEmpty();
        assertThat(search("tagsMode%5B$ne%5D=x&tagsMode=" + encoded("{$ne:1}")).status())
                .isEqualTo(400);
    }

    @Test
    void findsByAnyOrAllTags() {
        String one = unique("one");
        String two = unique("two");
        blog.published(author, "One", "Some content", one);
        blog.published(author, "Two", "Some content", two);
        blog.published(author, "Both", "Some content", two, one);

        assertThat(found("tags=" + one)).containsExactly("Both", "One");
        assertThat(found("tags=" + one.toUpperCase() + ",%20" + two)).containsExactly("Both", "Two", "One");
        assertThat(found("tagsMode=any&tags=," + one + "," + two)).hasSize(3);
        assertThat(found("tagsMode=all&tags=" + one + "," + two)).containsExactly("Both");
        assertThat(found("author=" + name + "&tags=")).hasSize(3);
    }

    @Test
    void findsByPartOfTheAuthorsName() {
        blog.published(author, "Mine", "Some content");

        assertThat(found("author=" + name.toUpperCase())).containsExactly("Mine");
        assertThat(found("author=" + name.substring(1))).containsExactly("Mine");
        assertThat(found("author=" + name.replace('-', '_'))).isEmpty();
        commands.clear();
        assertThat(found("author=" + encoded("%") + name)).isEmpty();
        assertThat(commands.about(Post.COLLECTION)).isEmpty();
    }

    @Test
    void asksForAMorePreciseNameThatTooManyBear() {
        String crowd = unique("x");
        books.run("""
                INSERT INTO users (id, username, email, password_hash, first_name)
                SELECT gen_random_uuid(), :crowd || n, :crowd || n || '@crowd.example', 'none', 'One of many'
                FROM generate_series(100, 300) AS n
                """, Map.of("crowd", crowd));

        try {
            Reply refused = search("author=" + crowd);

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                    .isEqualTo("?author");
            assertThat(search("author=" + crowd + "2").status()).isEqualTo(200);
        } finally {
            books.run("DELETE FROM users WHERE username LIKE :crowd || '%'", Map.of("crowd", crowd));
        }
    }

    @Test
    void findsByTheDayOfPublication() {
        String tag = unique("day");
        new Shelf(mongo)
                .put(List.of(
                        post("Before", "2020-01-31T23:59:59.999Z", tag),
                        post("First", "2020-02-01T00:00:00Z", tag),
                        post("Last", "2020-02-02T23:59:59.999Z", tag),
                        post("Behind", "2020-02-03T00:00:00Z", tag)));

        assertThat(found("tags=" + tag + "&from=2020-02-01&to=2020-02-03")).containsExactly("Last", "First");
        assertThat(found("tags=" + tag + "&from=2020-02-03")).containsExactly("Behind");
        assertThat(found("tags=" + tag + "&to=2020-02-01")).containsExactly("Before");
    }

    private Post post(String title, String at, String tag) {
        return Shelf.post(author.id(), title, Instant.parse(at), List.of(tag), List.of());
    }

    @Test
    void findsAtMostTwentyWithTheirNewestComments() {
        String tag = unique("many");
        List<UUID> authors = List.of(author.id());
        new Shelf(mongo)
                .put(IntStream.range(0, 25)
                        .mapToObj(n -> Shelf.post(
                                author.id(),
                                "Post " + n,
                                Instant.EPOCH.plusSeconds(n),
                                List.of(tag),
                                Shelf.comments(11, authors, Instant.EPOCH)))
                        .toList());
        commands.clear();

        Reply all = search("tags=" + tag);

        assertThat(commands.about(Post.COLLECTION))
                .hasSize(1)
                .allSatisfy(command ->
                        assertThat(command.getNumber("maxTimeMS").intValue()).isEqualTo(2_000));
        assertThat(Blog.titlesIn(all.json())).hasSize(20).startsWith("Post 24").endsWith("Post 5");
        assertThat(all.json().path("data").path(0).path("comments")).hasSize(10);
        assertThat(all.json().path("data").path(0).path("commentCount").asInt()).isEqualTo(11);
        assertThat(found("tags=" + tag + "&limit=2")).containsExactly("Post 24", "Post 23");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=2026-02-01&to=2026-02-01",
                "from=2026-02-02&to=2026-02-01",
                "from=yesterday",
                "to=2026-02-30",
                "tagsMode=none",
                "tags=a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u",
                "tags=a%07b",
                "limit=21",
                "limit=0",
                "q=a%00b"
            })
    void refusesWhatCannotBeRead(String query) {
        assertThat(search(query).status()).isEqualTo(400);
    }

    private List<String> found(String query) {
        Reply reply = search(query);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return Blog.titlesIn(reply.json());
    }

    private Reply search(String query) {
        return shop.get("/api/posts/search?" + query, null);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
