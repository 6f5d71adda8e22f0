package io.fluxmart.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fluxmart.platform.observability.Traces;
import io.fluxmart.testing.FluxmartTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.ValidationDepth;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@FluxmartTest
@ExtendWith(OutputCaptureExtension.class)
class TimedConnectionsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SLOW = Duration.ofMillis(100);

    @Autowired
    RequiredAddresses addresses;

    private final List<ValidationDepth> validations = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private Connection plain;
    private Connection connection;

    @BeforeEach
    void connect() {
        ConnectionFactory factory = ConnectionFactories.get(addresses.postgres().getConnectionFactoryOptions());
        plain = Mono.from(factory.create()).block(PATIENCE);
        connection = timed(plain, SLOW);
    }

    private Connection timed(Connection plain, Duration slow) {
        return new TimedConnection(
                        plain, new StatementTimes(slow, new SimpleMeterRegistry()), Traces.none(), nanos::get)
                .asConnection();
    }

    private Connection notingValidations() {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("validate")) {
                        validations.add((ValidationDepth) arguments[0]);
                    }
                    return method.invoke(plain, arguments);
                });
    }

    @AfterEach
    void close() {
        Mono.from(connection.close()).block(PATIENCE);
    }

    @Test
    void logsASlowStatementWithItsRowsAndWithoutItsParameters(CapturedOutput output) {
        List<Integer> numbers = Flux.from(connection
                        .createStatement("SELECT n, pg_sleep(0.05) FROM generate_series(1, $1) AS n -- three rows")
                        .bind("$1", 3)
                        .execute())
                .concatMap(result -> result.map(row -> row.get(0, Integer.class)))
                .collectList()
                .block(PATIENCE);

        assertThat(numbers).containsExactly(1, 2, 3);
        awaitLine(output, "-- three rows", " 3 rows, done: SELECT n, pg_sleep(0.05)");
    }

    @Test
    void logsASlowStatementThatFails(CapturedOutput output) {
        assertThatThrownBy(() -> run("DO $$ BEGIN PERFORM pg_sleep(0.2); RAISE 'broken'; END $$"))
                .isInstanceOf(R2dbcException.class)
                .hasMessageContaining("broken");

        awaitLine(output, "RAISE 'broken'", " 0 rows, failed: ");
    }

    /** Who reads rows is told of the last before the line is written; the database may log the statement too. */
    private static void awaitLine(CapturedOutput output, String mark, String text) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(times(output).filter(line -> line.contains(mark)))
                        .singleElement()
                        .asString()
                        .contains(text));
    }

    private static Stream<String> times(CapturedOutput output) {
        return output.toString().lines().filter(line -> line.contains("Slow query: "));
    }

    @Test
    void keepsQuietAboutFastOnes(CapturedOutput output) {
        connection = timed(plain, Duration.ofHours(1));

        run("SELECT 1 AS fast_one");

        assertThat(output.toString()).doesNotContain("fast_one");
    }

    @Test
    void asksAConnectionThatHasRestedAndNoneThatHasJustAnswered() {
        connection = timed(notingValidations(), SLOW);

        validate();
        run("SELECT 1");
        nanos.addAndGet(Duration.ofMillis(499).toNanos());
        validate();
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        validate();

        assertThat(validations).containsExactly(ValidationDepth.REMOTE, ValidationDepth.LOCAL, ValidationDepth.REMOTE);
    }

    private void validate() {
        assertThat(Mono.from(connection.validate(ValidationDepth.REMOTE)).block(PATIENCE))
                .isTrue();
    }

    private void run(String sql) {
        Flux.from(connection.createStatement(sql).execute())
                .concatMap(result -> result.getRowsUpdated())
                .blockLast(PATIENCE);
    }
}
