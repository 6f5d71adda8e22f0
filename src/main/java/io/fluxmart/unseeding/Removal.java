package io.fluxmart.unseeding;

/**
 * What would go, and what has to stay.
 *
 * @param keptUsers demo users without whom the books of real customers would not be whole
 * @param orders of the users who go
 * @param keptProducts demo products in orders that stay
 */
public record Removal(long users, long keptUsers, long orders, long products, long keptProducts) {}
