package io.fluxmart.products;

import io.fluxmart.caching.Brief;
import io.fluxmart.caching.CacheKind;
import io.fluxmart.caching.CacheSettings;
import io.fluxmart.caching.Cached;
import io.fluxmart.caching.Caches;
import io.fluxmart.caching.CopyShape;
import io.fluxmart.caching.Keeping;
import io.fluxmart.paging.Page;
import io.fluxmart.platform.http.EncodedJson;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is for sale, to be shown: out of caches (docs/adr/0018). What decides a write is read from the store. */
@Component
public class Catalogue {

    /** There is one list of categories. */
    private static final String ALL = "all";

    /** Of all pages of the catalogue that are in memory. */
    private static final int MAX_PAGE_BYTES = 16 * 1024 * 1024;

    private final ProductStore products;
    private final Cached<Long, Product> byId;
    private final Cached<String, List<Category>> categories;
    private final Brief<ProductQuery, EncodedJson> pages;
    private final JsonMapper json;

    Catalogue(ProductStore products, ProductEvents events, Caches caches, CacheSettings settings, JsonMapper json) {
        this.products = products;
        this.byId = caches.of(productsOf(products, events, settings), new CopyShape<>(1, new TypeReference<>() {}));
        this.categories = caches.of(categoriesOf(products, settings), new CopyShape<>(1, new TypeReference<>() {}));
        this.pages = caches.brief(
                "product-pages",
                settings.pageTimeToLive(),
                new Keeping<>(MAX_PAGE_BYTES, EncodedJson::length, page -> true),
                ProductEvents::isAboutProducts,
                query -> products.list(query).map(rows -> encode(query, rows)));
        this.json = json;
    }

    /** Empty when there is no such product. May lag behind what other nodes write. */
    public Mono<Product> find(long id) {
        return byId.find(id);
    }

    /** As {@link #find}, as far as memory tells; null when that has to look further. */
    public @Nullable Product peek(long id) {
        return byId.peek(id);
    }

    /** As {@link #find}, for those who decide by it: one statement, each time. */
    public Mono<Product> findInStore(long id) {
        return products.findById(id);
    }

    /** A page of the catalogue, as it goes out. */
    Mono<EncodedJson> list(ProductQuery query) {
        return pages.find(query);
    }

    private EncodedJson encode(ProductQuery query, List<Product> rows) {
        return EncodedJson.untagged(json.writeValueAsBytes(Page.cut(rows, query.limit(), query.sort()::cursorOf)));
    }

    Mono<List<Category>> listCategories() {
        return categories.find(ALL);
    }

    private static CacheKind<Long, Product> productsOf(
            ProductStore products, ProductEvents events, CacheSettings settings) {
        return new CacheKind<>(
                "products",
                settings.productTimeToLive(),
                settings.maxProducts(),
                events::productsChangedBy,
                products::findById);
    }

    private static CacheKind<String, List<Category>> categoriesOf(ProductStore products, CacheSettings settings) {
        return new CacheKind<>(
                "categories",
                settings.categoryTimeToLive(),
                1,
                (type, data) -> ProductEvents.mayAddCategories(type) ? Set.of(ALL) : Set.of(),
                all -> products.listCategories());
    }
}
