package io.fluxmart.ticker;

import io.fluxmart.money.Money;

/** What readers are told of a product. */
record Quote(long productId, Money price, int stock) {}
