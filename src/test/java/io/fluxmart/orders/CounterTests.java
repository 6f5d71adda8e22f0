package io.fluxmart.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxmart.idempotency.Answer;
import io.fluxmart.idempotency.Claim;
import io.fluxmart.idempotency.KeyState;
import io.fluxmart.money.Money;
import io.fluxmart.orders.Verdict.Held;
import io.fluxmart.orders.Verdict.Placed;
import io.fluxmart.orders.Verdict.Refused;
import io.fluxmart.orders.Verdict.Replayed;
import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Unavailable;
import io.fluxmart.products.Offer;
import io.fluxmart.products.Shelves;
import io.fluxmart.products.StockLine;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CounterTests {

    private static final long MUGS = 1;
    private static final long POTS = 2;
    private static final long UNKNOWN = 3;
    private static final long HELD = 4;
    private static final UUID BUYER = UUID.randomUUID();

    private final Map<Claim.Key, KeyState> keys = new HashMap<>();

    @Test
    void givesWhoComesFirstAndCountsWhatIsLeft() {
        List<Verdict> verdicts = serve(buy(MUGS, 3), buy(MUGS, 3), buy(MUGS, 2));

        assertThat(verdicts.get(0)).isInstanceOf(Placed.class);
        assertThat(messageOf(verdicts.get(1))).isEqualTo("Insufficient stock for Mug: 3 wanted, 2 left");
        assertThat(verdicts.get(2)).isInstanceOf(Placed.class);
    }

    @Test
    void takesNothingForAnOrderThatIsShortOfOneLine() {
        List<Verdict> verdicts = serve(buy(line(MUGS, 5), line(POTS, 2)), buy(MUGS, 5));

        assertThat(codeOf(verdicts.get(0))).isEqualTo("out_of_stock");
        assertThat(verdicts.get(1)).isInstanceOf(Placed.class);
    }

    @Test
    void refusesWhatDoesNotExistAndServesTheNext() {
        List<Verdict> verdicts = serve(buy(line(MUGS, 1), line(UNKNOWN, 1)), buy(MUGS, 5));

        assertThat(codeOf(verdicts.get(0))).isEqualTo("unknown_product");
        assertThat(verdicts.get(1)).isInstanceOf(Placed.class);
    }

    /** As in two requests, one after the other. */
    @Test
    void repeatsTheAnswerToAKeyThatMeetsItself() {
        Claim claim = claim((byte) 1);

        List<Verdict> verdicts = serve(buy(claim, MUGS, 3), buy(claim, MUGS, 3));

        assertThat(verdicts.get(0)).isInstanceOf(Placed.class);
        assertThat(verdicts.get(1)).isInstanceOf(Replayed.class);
        assertThat(verdicts.get(1).answer().isReplayed()).isTrue();
        assertThat(verdicts.get(1).answer().body())
                .isEqualTo(verdicts.get(0).answer().body());
    }

    @Test
    void refusesAKeyThatMeetsItselfWithAnotherBody() {
        Claim claim = claim((byte) 1);
        Claim reused = new Claim(claim.key(), new byte[] {2});

        List<Verdict> verdicts = serve(buy(claim, MUGS, 1), buy(reused, MUGS, 2));

        assertThat(codeOf(verdicts.get(1))).isEqualTo("idempotency_key_reused");
    }

    @Test
    void leavesAKeyFreeWhoseFirstRequestWasRefused() {
        Claim claim = claim((byte) 1);

        List<Verdict> verdicts = serve(buy(claim, MUGS, 6), buy(new Claim(claim.key(), new byte[] {2}), MUGS, 5));

        assertThat(codeOf(verdicts.get(0))).isEqualTo("out_of_stock");
        assertThat(verdicts.get(1)).isInstanceOf(Placed.class);
    }

    @Test
    void tellsWhoseKeyAnotherTransactionHas() {
        Claim claim = claim((byte) 1);
        Purchase purchase = buy(claim, MUGS, 1);
        keys.put(claim.key(), new KeyState.Taken());

        assertThat(codeOf(serve(purchase).get(0))).isEqualTo("idempotency_key_in_use");
    }

    @Test
    void makesOneOrderOfOneBasket() {
        UUID cart = UUID.randomUUID();
        Basket basket = Basket.of(cart, List.of(line(MUGS, 1)));
        Purchase first = new Purchase(BUYER, claim((byte) 1), () -> basket);
        Purchase second = new Purchase(BUYER, claim((byte) 1), () -> basket);

        List<Verdict> verdicts = serve(first, second);

        assertThat(verdicts.get(0)).isInstanceOf(Placed.class);
        assertThat(codeOf(verdicts.get(1))).isEqualTo("already_ordered");
        assertThat(codeOf(counter(Set.of(cart)).serve(first))).isEqualTo("already_ordered");
    }

    @Test
    void neitherSellsNorRefusesWhatAnotherTransactionHolds() {
        List<Verdict> verdicts = serve(buy(line(MUGS, 5), line(HELD, 1)), buy(MUGS, 5));

        assertThat(verdicts.get(0)).isInstanceOf(Held.class);
        assertThat(verdicts.get(1)).isInstanceOf(Placed.class);
    }

    @Test
    void answersWithWhatTheBasketThrows() {
        Unavailable away = Unavailable.becauseOfAStore();
        Purchase purchase = new Purchase(BUYER, claim((byte) 1), () -> {
            throw away;
        });

        Verdict verdict = serve(purchase).get(0);

        assertThatThrownBy(verdict::answer).isSameAs(away);
        assertThat(purchase.productIds()).isEmpty();
    }

    private List<Verdict> serve(Purchase... purchases) {
        List.of(purchases).forEach(purchase -> keys.putIfAbsent(purchase.claim().key(), new KeyState.Free()));
        Counter counter = counter(Set.of());
        return List.of(purchases).stream().map(counter::serve).toList();
    }

    private Counter counter(Set<UUID> standing) {
        Shelves shelves = new Shelves(Map.of(MUGS, offer("Mug", 5), POTS, offer("Pot", 1)), Set.of(HELD));
        return new Counter(
                keys, shelves, standing, order -> Answer.first(order.id(), new byte[] {1, 2}), Instant.EPOCH);
    }

    private static Offer offer(String name, int stock) {
        return new Offer(name, Money.of(100, "USD"), stock);
    }

    private static Purchase buy(long product, int quantity) {
        return buy(line(product, quantity));
    }

    private static Purchase buy(StockLine... lines) {
        return buy(claim((byte) 1), lines);
    }

    private static Purchase buy(Claim claim, long product, int quantity) {
        return buy(claim, line(product, quantity));
    }

    private static Purchase buy(Claim claim, StockLine... lines) {
        Basket basket = Basket.of(List.of(lines));
        return new Purchase(BUYER, claim, () -> basket);
    }

    private static StockLine line(long product, int quantity) {
        return new StockLine(product, quantity);
    }

    private static Claim claim(byte fingerprint) {
        return new Claim(BUYER, UUID.randomUUID().toString(), new byte[] {fingerprint});
    }

    private static String codeOf(Verdict verdict) {
        return ((Failure) ((Refused) verdict).why()).code();
    }

    private static String messageOf(Verdict verdict) {
        return ((Failure) ((Refused) verdict).why()).violations().get(0).message();
    }
}
