package io.fluxmart.wallets;

import java.time.Instant;
import java.util.UUID;

/**
 * What somebody paid for an order before it came here.
 *
 * @param amount in minor units of the shop's currency; nothing moves for zero
 */
public record PastPayment(UUID orderId, UUID buyer, long amount, Instant at) {}
