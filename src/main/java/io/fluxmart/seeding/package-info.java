/**
 * Decides what a demonstration shop contains.
 * Its data: rows of users, wallets, categories and products, only where demo data are switched on.
 * Publishes nothing.
 */
@NullMarked
package io.fluxmart.seeding;

import org.jspecify.annotations.NullMarked;
