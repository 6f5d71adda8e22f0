package io.fluxmart.platform.postgres;

import io.fluxmart.platform.observability.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.r2dbc.ConnectionFactoryBuilder;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.resources.LoopResources;

/** The connection pool. Boot's own cannot bound the queue in front of it, so it is built here from the same settings. */
@Configuration(proxyBeanMethods = false)
class PostgresConfiguration {

    /**
     * Time limits that the server enforces, so that a statement whose client is gone ends by itself. Values come in binary:
     * the driver parses text, times above all.
     */
    @Bean
    ConnectionFactoryOptionsBuilderCustomizer sessionOptions(PostgresSettings settings, LoopResources postgresLoops) {
        Map<String, String> session = Map.of(
                "statement_timeout", settings.statementTimeout().toMillis() + "ms",
                "lock_timeout", settings.lockTimeout().toMillis() + "ms",
                "idle_in_transaction_session_timeout",
                        settings.idleInTransactionTimeout().toMillis() + "ms",
                "TimeZone", "UTC");
        return options -> options.option(Option.valueOf("options"), session)
                .option(Option.valueOf("tcpKeepAlive"), true)
                .option(Option.valueOf("loopResources"), postgresLoops)
                .option(Option.valueOf("forceBinary"), true);
    }

    @Bean(destroyMethod = "dispose")
    ConnectionPool connectionFactory(
            RequiredAddresses addresses,
            ObjectProvider<ConnectionFactoryOptionsBuilderCustomizer> customizers,
            ObjectProvider<ConnectionFactoryDecorator> decorators,
            R2dbcProperties properties,
            PostgresSettings settings,
            MeterRegistry meters,
            Traces traces) {
        ConnectionFactoryOptions.Builder options =
                addresses.postgres().getConnectionFactoryOptions().mutate();
        ConnectionFactory single = ConnectionFactoryBuilder.withOptions(options)
                .configure(builder -> customizers.orderedStream().forEach(customizer -> customizer.customize(builder)))
                .decorators(decorators.orderedStream().toList())
                .build();
        ConnectionFactory timed =
                new TimedConnections(single, new StatementTimes(settings.slowQuery(), meters), traces);
        return new ConnectionPool(poolOf(timed, properties.getPool(), settings, new PoolTimes(meters)));
    }

    private static ConnectionPoolConfiguration poolOf(
            ConnectionFactory single, R2dbcProperties.Pool pool, PostgresSettings settings, PoolTimes times) {
        ConnectionPoolConfiguration.Builder builder = ConnectionPoolConfiguration.builder(single)
                .metricsRecorder(times)
                .customizer(queue -> queue.maxPendingAcquire(settings.maxPendingAcquires()));
        PropertyMapper map = PropertyMapper.get();
        map.from(pool.getInitialSize()).to(builder::initialSize);
        map.from(pool.getMaxSize()).to(builder::maxSize);
        map.from(pool.getMinIdle()).to(builder::minIdle);
        map.from(pool.getMaxIdleTime()).to(builder::maxIdleTime);
        map.from(pool.getMaxLifeTime()).to(builder::maxLifeTime);
        map.from(pool.getMaxAcquireTime()).to(builder::maxAcquireTime);
        map.from(pool.getMaxCreateConnectionTime()).to(builder::maxCreateConnectionTime);
        map.from(pool.getAcquireRetry()).to(builder::acquireRetry);
        map.from(pool.getValidationQuery()).whenHasText().to(builder::validationQuery);
        map.from(pool.getValidationDepth()).to(builder::validationDepth);
        map.from(pool.getMaxValidationTime()).to(builder::maxValidationTime);
        return builder.build();
    }
}
