package io.fluxmart.products;

import io.fluxmart.money.Money;

/** Name, price and stock of a product at one moment. */
public record Offer(String name, Money price, int stock) {}
