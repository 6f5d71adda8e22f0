package io.fluxmart.products;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

@FluxmartTest
class CatalogueTests {

    @Autowired
    Shop shop;

    @ParameterizedTest
    @ValueSource(strings = {"newest", "price", "-price"})
    void pagesThroughTheCatalogueWithoutRepeatingOrSkipping(String sort) {
        String name = unique("paged");
        for (int i = 0; i < 7; i++) {
            shop.newProduct(name + i, 1, 100 + i / 2);
        }
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = shop.get("/api/products?limit=2&sort=" + sort + "&q=" + name + after, null)
                    .json();
            page.path("data").forEach(product -> seen.add(product.path("name").asString()));
            after = "&after=" + page.path("page").path("nextCursor").asString("");
        } while (!after.equals("&after="));

        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
        assertThat(seen.get(0)).isEqualTo(name + (sort.equals("price") ? 0 : 6));
    }

    /** T9: what is searched for is text, not a pattern. */
    @ParameterizedTest
    @ValueSource(strings = {"100%", "a_b", "(a+)+$", ".*", "back\\slash", "'; DROP TABLE products; --"})
    void searchesLiterally(String text) {
        String name = unique("n") + " " + text;
        shop.newProduct(name, 1, 100);
        shop.newProduct(name.replaceAll("[%_(+.\\\\;]", "x"), 1, 100);

        JsonNode found =
                shop.get("/api/products?limit=100&q=" + encoded(name), null).json();

        assertThat(found.path("data")).hasSize(1);
        assertThat(found.path("data").path(0).path("name").asString()).isEqualTo(name);
    }

    @Test
    void filters() {
        String name = unique("filtered");
        shop.newProduct(name + "cheap", 0, 100);
        shop.newProduct(name + "fair", 5, 200);
        shop.newProduct(name + "dear", 5, 300);

        assertThat(namesOf("q=" + name.toUpperCase() + "&inStock=true")).containsExactly(name + "dear", name + "fair");
        assertThat(namesOf("q=" + name + "&minPrice=150&maxPrice=250")).containsExactly(name + "fair");
        assertThat(namesOf("q=" + name + "&category=tests")).hasSize(3);
        assertThat(namesOf("q=" + name + "&category=nothing")).isEmpty();
        assertThat(shop.get("/api/categories", null).text()).contains("\"tests\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=x",
                "limit=99999999999999999999",
                "sort=stock",
                "sort=price;drop",
                "inStock=maybe",
                "minPrice=1.5",
                "after=!!!",
                "after=bmV3ZXN0",
                "q=%00"
            })
    void refusesAQueryThatIsNone(String query) {
        Reply refused = shop.get("/api/products?" + query, null);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void refusesACursorOfAnotherOrder() {
        String name = unique("cursor");
        shop.newProduct(name, 1, 100);
        shop.newProduct(name, 1, 100);
        String cursor = shop.get("/api/products?limit=1&q=" + name, null)
                .json()
                .path("page")
                .path("nextCursor")
                .asString();

        assertThat(shop.get("/api/products?sort=price&after=" + cursor, null).code())
                .isEqualTo("invalid_cursor");
    }

    @Test
    void knowsNoSuchProduct() {
        assertThat(shop.get("/api/products/999999999", null).status()).isEqualTo(404);
        assertThat(shop.get("/api/products/x", null).status()).isEqualTo(404);
        assertThat(shop.get("/api/products/99999999999999999999", null).status())
                .isEqualTo(404);
    }

    @Test
    void answersNotModifiedUntilPriceOrStockChange() {
        String product = "/api/products/" + shop.newProduct(5);
        String tag = shop.get(product, null).header("ETag");

        assertThat(shop.send(HttpMethod.GET, product, null, null, "If-None-Match", tag)
                        .status())
                .isEqualTo(304);
        shop.post(product + "/stock", shop.admin(), Map.of("delta", 1));
        assertThat(shop.send(HttpMethod.GET, product, null, null, "If-None-Match", tag)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void changesWhatIsNamedAndRefusesAStaleEdit() {
        String product = "/api/products/" + shop.newProduct(5, 100);
        String tag = shop.get(product, null).header("ETag");
        Map<String, String> rename = Map.of("name", "Renamed", "category", "renamed-things");

        assertThat(patch(product, rename).status()).as("without If-Match").isEqualTo(428);
        assertThat(patch(product, rename, "If-Match", "unquoted").status()).isEqualTo(400);
        Reply changed = patch(product, rename, "If-Match", tag);
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json().path("name").asString()).isEqualTo("Renamed");
        assertThat(changed.json().path("price").path("amount").asLong()).isEqualTo(100);
        Reply stale = patch(product, Map.of("category", "ghosts"), "If-Match", tag);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(shop.get("/api/categories", null).text())
                .contains("renamed-things")
                .doesNotContain("ghosts");
        assertThat(patch(product, rename, "If-Match", "*").status()).isEqualTo(200);
        assertThat(patch("/api/products/999999999", rename, "If-Match", "*").status())
                .isEqualTo(404);
    }

    @Test
    void letsAnEditPassThoughTheStockChanged() {
        String product = "/api/products/" + shop.newProduct(5, 100);
        String tag = shop.get(product, null).header("ETag");
        shop.post(product + "/stock", shop.admin(), Map.of("delta", -2));

        Reply changed = patch(product, Map.of("name", "Renamed"), "If-Match", "\"nobody's\", " + tag);

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json().path("stock").asInt()).isEqualTo(3);
    }

    @Test
    void changesTheStockByDeltaAndNeverBelowZero() {
        long product = shop.newProduct(5);
        String path = "/api/products/" + product + "/stock";

        assertThat(shop.post(path, shop.admin(), Map.of("delta", -5))
                        .json()
                        .path("stock")
                        .asInt())
                .isZero();
        assertThat(shop.post(path, shop.admin(), Map.of("delta", -1)).status()).isEqualTo(409);
        assertThat(shop.post(path, shop.admin(), Map.of("delta", 2_000_000_000L))
                        .status())
                .isEqualTo(422);
        assertThat(shop.post(path, shop.admin(), Map.of("stock", 7)).status()).isEqualTo(422);
        assertThat(shop.post("/api/products/999999999/stock", shop.admin(), Map.of("delta", 1))
                        .status())
                .isEqualTo(404);
        assertThat(shop.stockOf(product)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sku\":\"%s\",\"name\":\"n\",\"category\":\"c\",\"price\":{\"amount\":-1,\"currency\":\"USD\"}}",
                "{\"sku\":\"%s\",\"name\":\"n\",\"category\":\"c\",\"price\":{\"amount\":1,\"currency\":\"EUR\"}}",
                "{\"sku\":\"%s\",\"name\":\" \",\"category\":\"c\",\"price\":{\"amount\":1,\"currency\":\"USD\"}}",
                "{\"sku\":\"%s\",\"name\":\"n\",\"category\":\"Not a slug\",\"price\":{\"amount\":1,\"currency\":\"USD\"}}",
                "{\"sku\":\"%s\",\"name\":\"n\",\"category\":\"c\"}",
                "{\"sku\":\"%s\",\"name\":\"n\",\"category\":\"c\",\"price\":{\"amount\":1,\"currency\":\"USD\"},\"id\":1}"
            })
    void refusesAProductThatIsNone(String body) {
        assertThat(shop.post("/api/products", shop.admin(), body.formatted(unique("sku")))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void refusesAnAmountThatIsNoWholeNumberAndATextThatCannotBeStored() {
        String fraction =
                "{\"sku\":\"x\",\"name\":\"n\",\"category\":\"c\",\"price\":{\"amount\":1.5,\"currency\":\"USD\"}}";
        String nul =
                "{\"sku\":\"x\",\"name\":\"a\\u0000b\",\"category\":\"c\",\"price\":{\"amount\":1,\"currency\":\"USD\"}}";

        assertThat(shop.post("/api/products", shop.admin(), fraction).status()).isEqualTo(400);
        assertThat(shop.post("/api/products", shop.admin(), nul).status()).isEqualTo(400);
    }

    @Test
    void refusesASkuThatIsTaken() {
        String sku = shop.newProduct("Twice", 1, 1).path("sku").asString();
        Map<String, Object> draft =
                Map.of("sku", sku, "name", "n", "category", "tests", "price", Map.of("amount", 1, "currency", "USD"));

        assertThat(shop.post("/api/products", shop.admin(), draft).code()).isEqualTo("sku_taken");
    }

    private Reply patch(String path, Map<String, ?> change, String... headers) {
        return shop.send(HttpMethod.PATCH, path, shop.admin(), change, headers);
    }

    private List<String> namesOf(String query) {
        return shop.get("/api/products?" + query, null)
                .json()
                .path("data")
                .valueStream()
                .map(product -> product.path("name").asString())
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
