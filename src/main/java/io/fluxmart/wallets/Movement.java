package io.fluxmart.wallets;

import io.fluxmart.money.Money;
import io.fluxmart.platform.postgres.Ids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Money on its way from one wallet to another. The ledger writes it as two entries that sum to zero.
 *
 * @param from a user, or an account of the house
 * @param amount greater than zero
 * @param orderId what a payment or a refund is for
 * @param by the user who asked for it
 */
public record Movement(
        UUID id,
        MovementKind kind,
        UUID from,
        UUID to,
        Money amount,
        @Nullable UUID orderId,
        UUID by,
        Instant at) {

    /** What the shop took in and did not give back. */
    static final UUID SHOP = UUID.fromString("00000000-0000-8000-8000-000000000001");

    /** Where deposits come from. */
    static final UUID OUTSIDE = UUID.fromString("00000000-0000-8000-8000-000000000002");

    public Movement {
        if (amount.amount() <= 0) {
            throw new IllegalArgumentException("Only a positive amount can move.");
        }
    }

    /** The one or two users among payer and payee. */
    List<UUID> customers() {
        return Stream.of(from, to).filter(account -> !isOfTheHouse(account)).toList();
    }

    static boolean isOfTheHouse(UUID account) {
        return account.equals(SHOP) || account.equals(OUTSIDE);
    }

    public static Movement payment(UUID orderId, UUID buyer, Money total, Instant at) {
        return new Movement(Ids.next(), MovementKind.PAYMENT, buyer, SHOP, total, orderId, buyer, at);
    }

    /** @param by the buyer, or the administrator who cancelled the order */
    public static Movement refund(UUID orderId, UUID buyer, Money total, UUID by, Instant at) {
        return new Movement(Ids.next(), MovementKind.REFUND, SHOP, buyer, total, orderId, by, at);
    }

    public static Movement deposit(UUID to, Money amount, UUID by, Instant at) {
        return new Movement(Ids.next(), MovementKind.DEPOSIT, OUTSIDE, to, amount, null, by, at);
    }

    static Movement transfer(UUID from, UUID to, Money amount, Instant at) {
        return new Movement(Ids.next(), MovementKind.TRANSFER, from, to, amount, null, from, at);
    }
}
