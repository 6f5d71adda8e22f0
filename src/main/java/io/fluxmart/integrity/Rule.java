package io.fluxmart.integrity;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that holds in PostgreSQL whatever happened.
 *
 * @param name a sentence
 * @param violations selects the rows that break it: {@code owner}, the user they belong to or null, and {@code what}, a text
 */
public record Rule(String name, String violations) {

    public static List<Rule> all() {
        return Stream.of(LedgerRules.all(), OrderRules.all(), EventRules.all())
                .flatMap(List::stream)
                .toList();
    }
}
