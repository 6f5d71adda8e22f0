package io.fluxmart.wallets;

import java.time.Instant;
import java.util.UUID;

/**
 * What somebody brings along.
 *
 * @param amount in minor units of the shop's currency, more than nothing
 */
public record OpeningBalance(UUID owner, long amount, Instant at) {}
