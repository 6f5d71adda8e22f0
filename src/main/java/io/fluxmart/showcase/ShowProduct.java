package io.fluxmart.showcase;

import io.fluxmart.caching.CacheKind;
import io.fluxmart.caching.Cached;
import io.fluxmart.caching.Caches;
import io.fluxmart.caching.Keeping;
import io.fluxmart.platform.http.EncodedJson;
import io.fluxmart.products.Catalogue;
import io.fluxmart.products.DocumentChanges;
import io.fluxmart.products.Product;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts the page of a product together, out of memory where it can (docs/adr/0028). Else both stores are asked at once, and
 * only PostgreSQL has to answer.
 */
@Component
class ShowProduct {

    private final Catalogue catalogue;
    private final Cached<Long, KeptDocuments> documents;
    private final JsonMapper json;

    ShowProduct(
            Catalogue catalogue,
            ReadDocuments readDocuments,
            DocumentChanges changes,
            Caches caches,
            ShowcaseSettings settings,
            JsonMapper json) {
        this.catalogue = catalogue;
        this.documents = caches.inMemory(documentsOf(readDocuments, changes, settings), keeping(settings));
        this.json = json;
    }

    private static CacheKind<Long, KeptDocuments> documentsOf(
            ReadDocuments readDocuments, DocumentChanges changes, ShowcaseSettings settings) {
        return new CacheKind<>(
                "documents",
                settings.timeToLive(),
                settings.maxProducts(),
                changes::productsDescribedAnewBy,
                id -> readDocuments.about(id).map(KeptDocuments::new));
    }

    /** What MongoDB did not tell in time is asked for again by the next who come. */
    private static Keeping<KeptDocuments> keeping(ShowcaseSettings settings) {
        return new Keeping<>(
                settings.maxMemory().toBytes(),
                kept -> kept.documents().bytesInMemory(),
                kept -> !kept.documents().isPartial());
    }

    /** The page out of memory; null when one of its parts has to be asked for. */
    @Nullable
    EncodedJson recall(Long id) {
        Product product = catalogue.peek(id);
        KeptDocuments kept = product == null ? null : documents.peek(id);
        return product == null || kept == null ? null : page(product, kept);
    }

    /** Empty when there is no such product, as soon as PostgreSQL says so. */
    Mono<EncodedJson> page(Long id) {
        EncodedJson recalled = recall(id);
        return recalled == null ? Mono.zip(catalogue.find(id), documents.find(id), this::page) : Mono.just(recalled);
    }

    private EncodedJson page(Product product, KeptDocuments kept) {
        return kept.pageOf(product, this::encode);
    }

    private EncodedJson encode(ProductPage page) {
        return EncodedJson.of(page.entityTag(), json.writeValueAsBytes(page));
    }
}
