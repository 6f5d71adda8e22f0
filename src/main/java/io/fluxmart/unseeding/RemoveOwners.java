package io.fluxmart.unseeding;

import io.fluxmart.credentials.UserEvents;
import io.fluxmart.events.NewEvent;
import io.fluxmart.events.Outbox;
import io.fluxmart.mails.ForgetMails;
import io.fluxmart.platform.mongo.IdRange;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.posts.ForgetPosts;
import io.fluxmart.reviews.ForgetReviews;
import io.fluxmart.seeding.DemoIds;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes away users with everything that they own: documents first, then the books, and at last the accounts. */
@Component
class RemoveOwners {

    private static final Logger log = LoggerFactory.getLogger(RemoveOwners.class);
    private static final int ACCOUNTS_AT_ONCE = 500;

    private final OwnerStore store;
    private final ForgetReviews forgetReviews;
    private final ForgetPosts forgetPosts;
    private final ForgetMails forgetMails;
    private final Outbox outbox;
    private final UnseedSettings settings;
    private final TransactionalOperator transaction;
    private final DetachedWrites writes;
    private final Clock clock;

    RemoveOwners(
            OwnerStore store,
            ForgetReviews forgetReviews,
            ForgetPosts forgetPosts,
            ForgetMails forgetMails,
            Outbox outbox,
            UnseedSettings settings,
            TransactionalOperator transaction,
            DetachedWrites writes,
            Clock clock) {
        this.store = store;
        this.forgetReviews = forgetReviews;
        this.forgetPosts = forgetPosts;
        this.forgetMails = forgetMails;
        this.outbox = outbox;
        this.settings = settings;
        this.transaction = transaction;
        this.writes = writes;
        this.clock = clock;
    }

    Flux<Unseeded> run() {
        return Flux.concat(
                store.listRemovable().flatMap(this::signOut).then(Mono.<Unseeded>empty()),
                store.listKept().flatMapMany(this::documents),
                store.listRemovable().flatMapMany(owners -> Flux.concat(orders(owners), accounts(owners))));
    }

    /** Nodes learn of void tokens from the accounts: these stay until all nodes have asked. */
    private Mono<Void> signOut(List<Owner> owners) {
        return owners.isEmpty()
                ? Mono.empty()
                : commit(store.voidTokens(owners))
                        .then(Mono.delay(settings.farewell()))
                        .then();
    }

    private Flux<Unseeded> documents(List<UUID> kept) {
        IdRange authors = IdRange.between(DemoIds.firstUser(), DemoIds.lastUser(), kept);
        return Flux.concat(
                        forgetReviews.writtenBy(authors).thenReturn(1L),
                        forgetPosts.writtenBy(authors).thenReturn(1L))
                .scan(Unseeded.begun("documents", 2), Unseeded::plus);
    }

    private Flux<Unseeded> orders(List<Owner> owners) {
        long orders = owners.stream().mapToLong(Owner::orders).sum();
        return Flux.fromIterable(Owner.inPieces(owners))
                .concatMap(piece -> commit(removeBooks(piece)))
                .scan(Unseeded.begun("orders", orders), Unseeded::plus);
    }

    private Flux<Unseeded> accounts(List<Owner> owners) {
        return (owners.isEmpty() ? Mono.<Void>empty() : vacuum())
                .thenMany(Flux.fromIterable(owners)
                        .buffer(ACCOUNTS_AT_ONCE)
                        .concatMap(piece -> commit(remove(piece)))
                        .scan(Unseeded.begun("users", owners.size()), Unseeded::plus));
    }

    /** Without it, what follows only takes longer. */
    private Mono<Void> vacuum() {
        return store.vacuum()
                .doOnError(error -> log.warn("The space is not given back: {}", error.toString()))
                .onErrorComplete();
    }

    private Mono<Long> removeBooks(List<Owner> piece) {
        return lockThoseOnTheirOwn(piece)
                .flatMap(owners -> store.deleteBooks(owners)
                        .thenReturn(owners.stream().mapToLong(Owner::orders).sum()));
    }

    /** What they have come to own since goes as well. */
    private Mono<Long> remove(List<Owner> piece) {
        return lockThoseOnTheirOwn(piece)
                .flatMap(owners -> store.deleteBooks(owners)
                        .then(forgetMails.to(ids(owners)))
                        .then(store.deleteUsers(owners))
                        .delayUntil(count -> outbox.append(eventsAbout(ids(owners)))));
    }

    /**
     * Who paid somebody, or was paid, since it was decided who can go, stays: the movement goes as a whole, and would be
     * missing from the books of the other. Another run decides anew.
     */
    private Mono<List<Owner>> lockThoseOnTheirOwn(List<Owner> piece) {
        return store.lock(piece)
                .then(store.listEntangled(piece))
                .map(entangled -> piece.stream()
                        .filter(owner -> !entangled.contains(owner.id()))
                        .toList())
                .filter(owners -> !owners.isEmpty());
    }

    private static List<UUID> ids(List<Owner> owners) {
        return owners.stream().map(Owner::id).toList();
    }

    private NewEvent[] eventsAbout(List<UUID> ids) {
        Instant now = clock.instant();
        return ids.stream().map(id -> UserEvents.changed(id, now)).toArray(NewEvent[]::new);
    }

    private Mono<Long> commit(Mono<Long> change) {
        return writes.run(transaction.transactional(change)).defaultIfEmpty(0L);
    }
}
