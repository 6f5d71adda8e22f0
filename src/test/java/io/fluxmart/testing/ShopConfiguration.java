package io.fluxmart.testing;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;

/** The client's side of the node under test. */
class ShopConfiguration {

    @Bean
    @Lazy
    Shop shop(Environment environment) {
        return Shop.of(environment);
    }

    @Bean
    Books books(DatabaseClient database) {
        return new Books(database);
    }
}
