package io.fluxmart.reports;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.List;

/**
 * {@code GET /api/orders/stats}.
 *
 * @param data one for each day, the newest first
 */
record OrderStats(String timeZone, List<Day> data) {

    record Day(LocalDate date, @JsonUnwrapped Sales sales) {}
}
