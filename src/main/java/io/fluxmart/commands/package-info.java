/**
 * Decides what the command line offers: what is no command starts the service.
 * Its data: none; each command calls the use case of a room.
 * Publishes nothing.
 */
@NullMarked
package io.fluxmart.commands;

import org.jspecify.annotations.NullMarked;
