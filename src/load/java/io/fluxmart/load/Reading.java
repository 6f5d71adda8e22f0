package io.fluxmart.load;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What visitors look at. */
final class Reading {

    private static final List<String> FILTERS = List.of(
            "category=books&sort=price",
            "category=tea&inStock=true",
            "minPrice=1000&maxPrice=5000&sort=-price",
            "q=seeds",
            "sort=price&inStock=true");
    private static final int PAGES = 3;

    private final List<Long> products;

    Reading(List<Long> products) {
        this.products = products;
    }

    /** The newest products, a look at one of them, and what others say about it. */
    ChainBuilder browse() {
        return exec(http("list").get("/api/products?limit=20").check(status().is(200)))
                .exec(product())
                .exec(reviews());
    }

    ChainBuilder product() {
        return exec(this::choose)
                .exec(http("product").get("/api/products/#{productId}").check(status().is(200)));
    }

    ChainBuilder reviews() {
        return exec(http("reviews").get("/api/products/#{productId}/reviews").check(status().is(200)));
    }

    /** One filter, page by page along its cursors. */
    ChainBuilder filter() {
        return exec(session -> session.set("after", "").set("filter", anyOf(FILTERS)))
                .exec(repeat(PAGES)
                        .on(exec(http("filter")
                                .get("/api/products?limit=20&#{filter}#{after}")
                                .check(
                                        status().is(200),
                                        jmesPath("page.nextCursor")
                                                .withDefault("")
                                                .transform(cursor -> cursor.isEmpty() ? "" : "&after=" + cursor)
                                                .saveAs("after")))));
    }

    private Session choose(Session session) {
        return session.set("productId", anyOf(products));
    }

    private static <T> T anyOf(List<T> things) {
        return things.get(ThreadLocalRandom.current().nextInt(things.size()));
    }
}
