package io.fluxmart.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fluxmart.testing.FluxmartTest;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.ValidationDepth;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private Connection connection;

    @BeforeEach
    void connect() {
        ConnectionFactory plain = ConnectionFactories.get(addresses.postgres().getConnectionFactoryOptions());
        Connection watched =
                Mono.from(plain.create()).map(this::noteValidations).block(PATIENCE);
        connection = new TimedConnection(watched, new SlowQueryLog(SLOW)).asConnection();
    }

    private Connection noteValidations(Connection plain) {
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

    /** Who reads rows is told of the last before the line is written. */
    private static void awaitLine(CapturedOutput output, String mark, String text) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(output.toString().lines().filter(line -> line.contains(mark)))
                        .singleElement()
                        .asString()
                        .contains("Slow query: ")
                        .contains(text));
    }

    @Test
    void keepsQuietAboutFastOnes(CapturedOutput output) {
        run("SELECT 1 AS fast_one");

        assertThat(output.toString()).doesNotContain("fast_one");
    }

    @Test
    void asksAConnectionThatHasRestedAndNoneThatHasJustAnswered() {
        validate();
        run("SELECT 1");
        validate();
        Mono.delay(Duration.ofMillis(600)).block(PATIENCE);
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
