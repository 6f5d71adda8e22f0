package io.fluxmart.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.FluxmartApplication;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** Whoever types a command reads a sentence, and no stack trace, when a store or its address is missing. */
class ReasonsTests {

    private static final String NOBODY = "postgresql://127.0.0.1:1/nothing";

    @Test
    void sayWhichAddressIsMissing() {
        assertSentence("SPRING_R2DBC_URL", new Premises(FluxmartApplication.class), "seed");
    }

    @Test
    void sayThatPostgresIsAway() {
        assertSentence("PostgreSQL: Connection to 127.0.0.1:1 refused", nowhere(), "seed");
        assertSentence("Connection to 127.0.0.1:1 refused", nowhere(), "migrate", "status");
    }

    @Test
    void sayThatPostgresIsAwayWhereOthersMigrate() {
        assertSentence("PostgreSQL: Cannot connect", nowhere().with("spring.liquibase.enabled", "false"), "unseed");
    }

    @Test
    void keepTheTraceOfADefect() {
        assertThat(Reasons.of(new IllegalStateException("a bug"))).isNull();
    }

    private static Premises nowhere() {
        return new Premises(FluxmartApplication.class)
                .with("spring.r2dbc.url", "r2dbc:" + NOBODY)
                .with("spring.r2dbc.username", "nobody")
                .with("spring.liquibase.url", "jdbc:" + NOBODY);
    }

    private static void assertSentence(String part, Premises premises, String... args) {
        StringWriter err = new StringWriter();
        try (premises) {
            int exitCode = Commands.run(premises, new PrintWriter(new StringWriter()), new PrintWriter(err), args);

            assertThat(exitCode).isOne();
            assertThat(err.toString().lines()).singleElement().asString().contains(part);
            assertThat(err.toString()).doesNotContain("Exception");
        }
    }
}
