/**
 * Decides which mail an order's event is worth, and that it is written once.
 * Its data: PostgreSQL, tables mails and mails_settled; the need for a mail is an event without a row.
 * Publishes nothing; a log line tells of each mail.
 */
@NullMarked
package io.fluxmart.mails;

import org.jspecify.annotations.NullMarked;
