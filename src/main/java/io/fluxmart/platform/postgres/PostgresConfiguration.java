package io.fluxmart.platform.postgres;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.r2dbc.ConnectionFactoryBuilder;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.boot.r2dbc.autoconfigure.ProxyConnectionFactoryCustomizer;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** The connection pool. Boot's own cannot bound the queue in front of it, so it is built here from the same settings. */
@Configuration(proxyBeanMethods = false)
class PostgresConfiguration {

    @Bean
    ProxyConnectionFactoryCustomizer slowQueryLog(PostgresSettings settings) {
        return proxy -> proxy.listener(new SlowQueryLog(settings.slowQuery()));
    }

    /** Time limits that the server enforces, so that a statement whose client is gone ends by itself. */
    @Bean
    ConnectionFactoryOptionsBuilderCustomizer serverSideLimits(PostgresSettings settings) {
        Map<String, String> session = Map.of(
                "statement_timeout", settings.statementTimeout().toMillis() + "ms",
                "lock_timeout", settings.lockTimeout().toMillis() + "ms",
                "idle_in_transaction_session_timeout",
                        settings.idleInTransactionTimeout().toMillis() + "ms",
                "TimeZone", "UTC");
        return options ->
                options.option(Option.valueOf("options"), session).option(Option.valueOf("tcpKeepAlive"), true);
    }

    @Bean(destroyMethod = "dispose")
    ConnectionPool connectionFactory(
            RequiredAddresses addresses,
            ObjectProvider<ConnectionFactoryOptionsBuilderCustomizer> customizers,
            ObjectProvider<ConnectionFactoryDecorator> decorators,
            R2dbcProperties properties,
            PostgresSettings settings) {
        ConnectionFactoryOptions.Builder options =
                addresses.postgres().getConnectionFactoryOptions().mutate();
        ConnectionFactory single = ConnectionFactoryBuilder.withOptions(options)
                .configure(builder -> customizers.orderedStream().forEach(customizer -> customizer.customize(builder)))
                .decorators(decorators.orderedStream().toList())
                .build();
        return new ConnectionPool(poolOf(single, properties.getPool(), settings));
    }

    private static ConnectionPoolConfiguration poolOf(
            ConnectionFactory single, R2dbcProperties.Pool pool, PostgresSettings settings) {
        ConnectionPoolConfiguration.Builder builder = ConnectionPoolConfiguration.builder(eachAnew(single))
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

    /**
     * The pool calls {@code create()} once and subscribes to it for each connection; the proxy, which makes an identity
     * for each call, would then take all connections for the same one.
     */
    private static ConnectionFactory eachAnew(ConnectionFactory single) {
        return new ConnectionFactory() {
            @Override
            public Mono<Connection> create() {
                return Mono.defer(() -> Mono.from(single.create()));
            }

            @Override
            public ConnectionFactoryMetadata getMetadata() {
                return single.getMetadata();
            }
        };
    }
}
