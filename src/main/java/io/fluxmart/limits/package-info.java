/**
 * Decides how much one client may ask for: requests, sign-ins, registrations, writes, open streams.
 * Its data: Redis, one counter a client and limit, gone with its window; without Redis, the memory of each node.
 * Publishes nothing.
 */
@NullMarked
package io.fluxmart.limits;

import org.jspecify.annotations.NullMarked;
