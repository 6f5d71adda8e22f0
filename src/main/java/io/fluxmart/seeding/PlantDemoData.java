package io.fluxmart.seeding;

import io.fluxmart.credentials.PasswordHashing;
import io.fluxmart.events.Outbox;
import io.fluxmart.money.Money;
import io.fluxmart.money.MoneySettings;
import io.fluxmart.products.ProductEvents;
import io.fluxmart.wallets.Ledger;
import io.fluxmart.wallets.Movement;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Plants the demonstration users, with money, and the catalogue in one transaction, on the first start only. */
@Component
class PlantDemoData {

    private static final Logger log = LoggerFactory.getLogger(PlantDemoData.class);

    /** What each demonstration user has to spend, in whole currency units. */
    private static final long POCKET_MONEY = 10_000;

    private final DemoStore store;
    private final Ledger ledger;
    private final PasswordHashing passwords;
    private final Outbox outbox;
    private final DemoSettings settings;
    private final MoneySettings money;
    private final TransactionalOperator transaction;
    private final Clock clock;

    PlantDemoData(
            DemoStore store,
            Ledger ledger,
            PasswordHashing passwords,
            Outbox outbox,
            DemoSettings settings,
            MoneySettings money,
            TransactionalOperator transaction,
            Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.passwords = passwords;
        this.outbox = outbox;
        this.settings = settings;
        this.money = money;
        this.transaction = transaction;
        this.clock = clock;
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
                .concatMap(user -> store.insertUser(user, passwordHash).then(fillWallet(user)))
                .then(store.insertCategories(DemoCatalogue.categories()))
                .then(store.insertProducts(products, money.currency().getCurrencyCode()))
                .then(Mono.defer(() -> outbox.append(ProductEvents.planted(clock.instant()))));
    }

    private Mono<Void> fillWallet(DemoUser user) {
        Money pocketMoney = Money.of(POCKET_MONEY * 100, money.currency().getCurrencyCode());
        Movement deposit = Movement.deposit(user.id(), pocketMoney, DemoUser.ADMIN.id(), clock.instant());
        return ledger.move(deposit);
    }
}
