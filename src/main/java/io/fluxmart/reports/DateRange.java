package io.fluxmart.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Calendar days in UTC, the first one included, the last one not: ranges that follow each other share no order. */
record DateRange(LocalDate from, LocalDate to) {

    static final String TIME_ZONE = "UTC";

    DateRange {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(from + " is not before " + to);
        }
    }

    static DateRange endingWith(LocalDate lastDay, int days) {
        LocalDate to = lastDay.plusDays(1);
        return new DateRange(to.minusDays(days), to);
    }

    Instant start() {
        return from.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** The first moment that no longer belongs to the range. */
    Instant end() {
        return to.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    LocalDate lastDay() {
        return to.minusDays(1);
    }

    int days() {
        return Math.toIntExact(ChronoUnit.DAYS.between(from, to));
    }
}
