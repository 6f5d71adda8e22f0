package io.fluxmart.testing;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;

/** Writes down which statements each committed transaction was made of, and how often each statement ran. */
public class RecordedTransactions {

    @Bean
    Recorder transactionRecorder() {
        return new Recorder();
    }

    @Bean
    ConnectionFactoryDecorator recordTransactions(Recorder recorder) {
        return connections -> new Recorded(connections, recorder);
    }

    private record Recorded(ConnectionFactory connections, Recorder recorder) implements ConnectionFactory {

        @Override
        public Mono<Connection> create() {
            return Mono.defer(() -> Mono.from(connections.create())).map(this::recorded);
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return connections.getMetadata();
        }

        private Connection recorded(Connection connection) {
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> invoke(connection, method, arguments));
        }

        private Object invoke(Connection connection, Method method, Object[] arguments) throws Throwable {
            recorder.beforeCall(connection, method.getName(), arguments);
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException failed) {
                throw failed.getTargetException();
            }
        }
    }

    /** Transactions of all connections, each by itself. */
    public static final class Recorder {

        private final Map<Connection, List<String>> open = new ConcurrentHashMap<>();
        private final ConcurrentLinkedQueue<List<String>> committed = new ConcurrentLinkedQueue<>();
        private final Map<String, Integer> runs = new ConcurrentHashMap<>();

        /** A transaction ends where its commit begins: by the time it is over, the next borrower may be at work. */
        private void beforeCall(Connection connection, String method, Object[] arguments) {
            switch (method) {
                case "createStatement" -> beforeStatement(connection, (String) arguments[0]);
                case "beginTransaction" -> open.put(connection, new ArrayList<>());
                case "rollbackTransaction" -> open.remove(connection);
                case "commitTransaction" ->
                    Optional.ofNullable(open.remove(connection)).ifPresent(committed::add);
                default -> {}
            }
        }

        private void beforeStatement(Connection connection, String sql) {
            runs.merge(sql, 1, Integer::sum);
            List<String> statements = open.get(connection);
            if (statements != null) {
                statements.add(sql);
            }
        }

        public void clear() {
            committed.clear();
            runs.clear();
        }

        /** How many statements contain the text, in a transaction or not, since {@link #clear()}. */
        public int runsOf(String text) {
            return runs.entrySet().stream()
                    .filter(run -> run.getKey().contains(text))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }

        /** How many statements contain none of the texts, in a transaction or not, since {@link #clear()}. */
        public int runsWithout(String... texts) {
            return runs.entrySet().stream()
                    .filter(run -> Arrays.stream(texts).noneMatch(run.getKey()::contains))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }

        /** Those committed since {@link #clear()} in which a statement contains the text. */
        public List<List<String>> containing(String text) {
            return committed.stream()
                    .filter(statements -> statements.stream().anyMatch(sql -> sql.contains(text)))
                    .toList();
        }
    }
}
