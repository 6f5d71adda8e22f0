/**
 * Decides how foreign databases are read: what a row, an id and a page are, whatever the driver.
 * Its data: none of its own.
 * Publishes nothing.
 */
@NullMarked
package io.fluxmart.sources;

import org.jspecify.annotations.NullMarked;
