package io.fluxmart.seeding;

import io.fluxmart.auth.PasswordHashing;
import io.fluxmart.money.MoneySettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Plants the demonstration users and catalogue in one transaction, on the first start only. */
@Component
class PlantDemoData {

    private static final Logger log = LoggerFactory.getLogger(PlantDemoData.class);

    private final DemoStore store;
    private final PasswordHashing passwords;
    private final DemoSettings settings;
    private final MoneySettings money;
    private final TransactionalOperator transaction;

    PlantDemoData(
            DemoStore store,
            PasswordHashing passwords,
            DemoSettings settings,
            MoneySettings money,
            TransactionalOperator transaction) {
        this.store = store;
        this.passwords = passwords;
        this.settings = settings;
        this.money = money;
        this.transaction = transaction;
    }

    Mono<Void> ifMissing() {
        return store.isPlanted().flatMap(isPlanted -> isPlanted ? Mono.empty() : plant());
    }

    private Mono<Void> plant() {
        return passwords
                .hash(DemoUser.PASSWORD)
                .flatMap(hash -> transaction.transactional(insertAll(hash)))
                .doOnSuccess(done ->
                        log.info("Planted {} users and {} products.", DemoUser.ALL.size(), settings.products()));
    }

    private Mono<Void> insertAll(String passwordHash) {
        return Flux.fromIterable(DemoUser.ALL)
                .concatMap(user -> store.insertUser(user, passwordHash))
                .then(store.insertCategories(DemoCatalogue.categories()))
                .then(Mono.defer(() -> store.insertProducts(
                        new DemoCatalogue().products(settings.products()),
                        money.currency().getCurrencyCode())));
    }
}
