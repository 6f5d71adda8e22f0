/**
 * Decides what a demonstration shop contains.
 * Its data: rows of categories and products; people, orders, reviews, posts and details go through the doors of their rooms.
 * Publishes catalogue.planted, which only nodes hear.
 */
@NullMarked
package io.fluxmart.seeding;

import org.jspecify.annotations.NullMarked;
