/**
 * Decides what a demonstration shop contains.
 * Its data: rows of users, wallets, categories and products, only where demo data are switched on.
 * Publishes catalogue.planted, which only nodes hear.
 */
@NullMarked
package io.fluxmart.seeding;

import org.jspecify.annotations.NullMarked;
