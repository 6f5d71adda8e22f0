package io.fluxmart.testing;

import io.r2dbc.proxy.core.MethodExecutionInfo;
import io.r2dbc.proxy.core.QueryExecutionInfo;
import io.r2dbc.proxy.core.QueryInfo;
import io.r2dbc.proxy.listener.ProxyExecutionListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.r2dbc.autoconfigure.ProxyConnectionFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/** Writes down which statements each committed transaction was made of, and how often each statement ran. */
public class RecordedTransactions {

    @Bean
    Recorder transactionRecorder() {
        return new Recorder();
    }

    @Bean
    ProxyConnectionFactoryCustomizer recordTransactions(Recorder recorder) {
        return proxy -> proxy.listener(recorder);
    }

    /** Transactions of all connections, each by itself. */
    public static final class Recorder implements ProxyExecutionListener {

        private final Map<String, List<String>> open = new ConcurrentHashMap<>();
        private final ConcurrentLinkedQueue<List<String>> committed = new ConcurrentLinkedQueue<>();
        private final Map<String, Integer> runs = new ConcurrentHashMap<>();

        /** A transaction ends where its commit begins: by the time it is over, the next borrower may be at work. */
        @Override
        public void beforeMethod(MethodExecutionInfo execution) {
            if (execution.getConnectionInfo() == null) {
                return; // the factory's own methods
            }
            String connection = execution.getConnectionInfo().getConnectionId();
            switch (execution.getMethod().getName()) {
                case "beginTransaction" -> open.put(connection, new ArrayList<>());
                case "rollbackTransaction" -> open.remove(connection);
                case "commitTransaction" ->
                    Optional.ofNullable(open.remove(connection)).ifPresent(committed::add);
                default -> {}
            }
        }

        @Override
        public void beforeQuery(QueryExecutionInfo execution) {
            execution.getQueries().forEach(query -> runs.merge(query.getQuery(), 1, Integer::sum));
            List<String> statements = open.get(execution.getConnectionInfo().getConnectionId());
            if (statements != null) {
                execution.getQueries().stream().map(QueryInfo::getQuery).forEach(statements::add);
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

        /**
         * How many statements contain none of the texts, in a transaction or not, since {@link #clear()}; the pool's own
         * validation does not count.
         */
        public int runsWithout(String... texts) {
            return runs.entrySet().stream()
                    .filter(run -> !run.getKey().equals("SELECT 1"))
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
