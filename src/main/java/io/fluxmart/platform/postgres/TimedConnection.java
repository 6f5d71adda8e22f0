package io.fluxmart.platform.postgres;

import io.fluxmart.platform.observability.Traces;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.ValidationDepth;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * A connection has seventeen methods, of which two concern us: statements are timed, and a connection that has just answered
 * is good without being asked (as HikariCP's {@code aliveBypassWindow} has it), which saves a round trip for each borrower.
 *
 * <p>A library that observes each call of each row had a tenth of the samples of a checkout (docs/adr/0031).
 */
final class TimedConnection implements InvocationHandler {

    private static final Duration GOOD_WITHOUT_ASKING = Duration.ofMillis(500);

    private final Connection connection;
    private final StatementTimes times;
    private final Traces traces;
    private final LongSupplier nanos;
    private volatile long answeredAt;

    TimedConnection(Connection connection, StatementTimes times, Traces traces, LongSupplier nanos) {
        this.connection = connection;
        this.times = times;
        this.traces = traces;
        this.nanos = nanos;
        answeredAt = nanos.getAsLong() - GOOD_WITHOUT_ASKING.toNanos();
    }

    Connection asConnection() {
        return (Connection)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class}, this);
    }

    @Override
    public Object invoke(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "createStatement" -> createStatement((String) arguments[0]);
            case "validate" -> validate((ValidationDepth) arguments[0]);
            default -> call(method, arguments);
        };
    }

    private Statement createStatement(String sql) {
        return new TimedStatement(connection.createStatement(sql), sql, times, traces, this::noteAnswer);
    }

    private void noteAnswer() {
        answeredAt = nanos.getAsLong();
    }

    private Publisher<Boolean> validate(ValidationDepth depth) {
        return Mono.defer(() -> Mono.from(connection.validate(hasJustAnswered() ? ValidationDepth.LOCAL : depth)));
    }

    private boolean hasJustAnswered() {
        return nanos.getAsLong() - answeredAt < GOOD_WITHOUT_ASKING.toNanos();
    }

    private Object call(Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getTargetException();
        }
    }
}
