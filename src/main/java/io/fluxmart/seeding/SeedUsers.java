package io.fluxmart.seeding;

import static java.util.Objects.requireNonNull;

import io.fluxmart.credentials.PasswordHashing;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.seeding.Batches.Numbers;
import io.fluxmart.seeding.Seeded.Batch;
import io.fluxmart.users.AdoptUsers;
import io.fluxmart.users.AdoptedUser;
import io.fluxmart.wallets.OpeningBalance;
import io.fluxmart.wallets.OpeningBalances;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Lets customers come in, each with some money to spend. Who is there, or whose name is taken, is left alone. */
@Component
class SeedUsers {

    private static final int BATCH = 500;

    /** What each fixed user has to spend, in whole currency units. */
    private static final long POCKET_MONEY = 10_000;

    private static final int MINOR_UNITS = 100;

    /** Somebody, and what they have to spend. */
    private record Guest(AdoptedUser user, long money) {

        UUID id() {
            return requireNonNull(user.id());
        }

        OpeningBalance opening() {
            return new OpeningBalance(id(), money * MINOR_UNITS, requireNonNull(user.createdAt()));
        }
    }

    private final DemoStore store;
    private final AdoptUsers adoptUsers;
    private final OpeningBalances openingBalances;
    private final PasswordHashing passwords;
    private final TransactionalOperator transaction;
    private final DetachedWrites writes;

    SeedUsers(
            DemoStore store,
            AdoptUsers adoptUsers,
            OpeningBalances openingBalances,
            PasswordHashing passwords,
            TransactionalOperator transaction,
            DetachedWrites writes) {
        this.store = store;
        this.adoptUsers = adoptUsers;
        this.openingBalances = openingBalances;
        this.passwords = passwords;
        this.transaction = transaction;
        this.writes = writes;
    }

    Flux<Seeded> run(SeedPlan plan, Instant today) {
        Mono<DemoPeople> people = passwords
                .hash(DemoUser.PASSWORD)
                .map(hash -> new DemoPeople(plan.randomSeed(), today, hash))
                .cache();
        return Flux.concat(fixed(people), Batches.of(plan.users(), BATCH).concatMap(numbers -> batch(numbers, people)))
                .scan(Seeded.begun(Part.USERS, DemoUser.ALL.size() + plan.users()), Seeded::plus);
    }

    private Mono<Batch> fixed(Mono<DemoPeople> people) {
        return insertUnless(
                store.countFixedUsers(),
                DemoUser.ALL.size(),
                people,
                made -> DemoUser.ALL.stream()
                        .map(user -> new Guest(made.fixed(user), POCKET_MONEY))
                        .toList());
    }

    private Mono<Batch> batch(Numbers numbers, Mono<DemoPeople> people) {
        return insertUnless(
                store.countUsers(numbers),
                numbers.size(),
                people,
                made -> IntStream.rangeClosed(numbers.first(), numbers.last())
                        .mapToObj(number -> new Guest(made.person(number), made.pocketMoney(number)))
                        .toList());
    }

    /** A password is hashed, and people are made, only for those who are not there. */
    private Mono<Batch> insertUnless(
            Mono<Long> present, int wanted, Mono<DemoPeople> people, Function<DemoPeople, List<Guest>> guests) {
        return present.flatMap(count -> count == wanted
                ? Mono.just(new Batch(wanted, 0))
                : people.publishOn(Schedulers.boundedElastic()).map(guests).flatMap(this::insert));
    }

    private Mono<Batch> insert(List<Guest> guests) {
        Mono<Set<UUID>> added = adoptUsers
                .insertMissing(guests.stream().map(Guest::user).toList())
                .delayUntil(ids -> openingBalances.deposit(guests.stream()
                        .filter(guest -> ids.contains(guest.id()))
                        .map(Guest::opening)
                        .toList()));
        return writes.run(transaction.transactional(added)).map(ids -> new Batch(guests.size(), ids.size()));
    }
}
