package io.fluxmart.products;

import static java.util.Objects.requireNonNull;

import io.fluxmart.events.Outbox;
import io.fluxmart.money.MoneySettings;
import io.fluxmart.platform.http.Revisions;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
import io.fluxmart.problem.NotFound;
import io.fluxmart.problem.Violation;
import io.fluxmart.products.ProductDraft.Price;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** What administrators do to the catalogue. Each is a transaction of two statements: the change, and that it happened. */
@Component
class EditCatalogue {

    private final ProductStore products;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final DetachedWrites writes;
    private final MoneySettings money;
    private final Clock clock;

    EditCatalogue(
            ProductStore products,
            Outbox outbox,
            TransactionalOperator transaction,
            DetachedWrites writes,
            MoneySettings money,
            Clock clock) {
        this.products = products;
        this.outbox = outbox;
        this.transaction = transaction;
        this.writes = writes;
        this.money = money;
        this.clock = clock;
    }

    Mono<Product> add(ProductDraft draft) {
        requireShopCurrency(draft.price());
        return commit(products.insert(draft)).onErrorMap(DuplicateKeyException.class, EditCatalogue::skuTaken);
    }

    /** @param revisions those that the editor saw; another one in the store is a 412 */
    Mono<Product> change(long id, Revisions revisions, ProductChange change) {
        requireShopCurrency(change.price());
        return commit(products.update(id, revisions, change)).switchIfEmpty(refuse(id, EditCatalogue::stale));
    }

    Mono<Product> changeStock(long id, StockChange change) {
        int delta = requireNonNull(change.delta()).intValue();
        return commit(products.updateStock(id, delta)).switchIfEmpty(refuse(id, EditCatalogue::outOfRange));
    }

    private Mono<Product> commit(Mono<Product> change) {
        return writes.run(transaction.transactional(change.delayUntil(this::tell)));
    }

    private Mono<Void> tell(Product changed) {
        return outbox.append(ProductEvents.changed(changed, clock.instant()));
    }

    private Mono<Product> refuse(long id, Supplier<Failure> becauseOfItsState) {
        return products.findById(id)
                .flatMap(present -> Mono.<Product>error(becauseOfItsState))
                .switchIfEmpty(Mono.error(() -> new NotFound("The product")));
    }

    private void requireShopCurrency(@Nullable Price price) {
        if (price != null) {
            money.requireOurs(price.currency(), "/price/currency");
        }
    }

    private static Failure skuTaken(DuplicateKeyException duplicate) {
        Violation taken = new Violation("/sku", "taken", "This SKU is taken.");
        return new Failure(Kind.CONFLICT, "sku_taken", "There is a product with this SKU.", List.of(taken));
    }

    private static Failure stale() {
        return new Failure(Kind.STALE, "stale_version", "The product was changed since; read it again.");
    }

    private static Failure outOfRange() {
        return new Failure(
                Kind.CONFLICT, "stock_out_of_range", "The stock would fall below 0 or rise above 1,000,000,000.");
    }
}
