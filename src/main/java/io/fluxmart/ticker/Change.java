package io.fluxmart.ticker;

/**
 * How a product is now, rendered once for all readers.
 *
 * @param seq the last event that changed it
 * @param frame without a cursor, for readers who have more to come
 * @param lastFrame with one, for readers who have heard everything up to it then
 */
record Change(long productId, long seq, byte[] frame, byte[] lastFrame) {}
