package io.fluxmart.seeding;

import io.fluxmart.auth.PasswordHashing;
import io.fluxmart.money.MoneySettings;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

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
        return Mono.zip(passwords.hash(DemoUser.PASSWORD), catalogue(), this::insertAll)
                .flatMap(transaction::transactional)
                .doOnSuccess(done ->
                        log.info("Planted {} users and {} products.", DemoUser.ALL.size(), settings.products()));
    }

    /** Made off the event loop: the words come from files. */
    private Mono<List<DemoProduct>> catalogue() {
        return Mono.fromCallable(() -> new DemoCatalogue().products(settings.products()))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<Void> insertAll(String passwordHash, List<DemoProduct> products) {
        return Flux.fromIterable(DemoUser.ALL)
                .concatMap(user -> store.insertUser(user, passwordHash))
                .then(store.insertCategories(DemoCatalogue.categories()))
                .then(store.insertProducts(products, money.currency().getCurrencyCode()));
    }
}
