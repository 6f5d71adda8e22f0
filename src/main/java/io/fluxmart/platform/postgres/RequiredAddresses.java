package io.fluxmart.platform.postgres;

import io.fluxmart.platform.settings.SettingsMissing;
import io.r2dbc.spi.ConnectionFactoryOptions;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Fails a start that lacks an address in words that say which; the framework's own would speak of beans. */
@Component
class RequiredAddresses {

    private final R2dbcConnectionDetails postgres;

    RequiredAddresses(
            ObjectProvider<R2dbcConnectionDetails> postgres, ListableBeanFactory beans, Environment environment) {
        this.postgres = postgres.getIfAvailable(() -> {
            throw new SettingsMissing("set SPRING_R2DBC_URL to the address of PostgreSQL");
        });
        if (!this.postgres.getConnectionFactoryOptions().hasOption(ConnectionFactoryOptions.USER)) {
            throw new SettingsMissing("set SPRING_R2DBC_USERNAME to who signs in to PostgreSQL");
        }
        boolean migrates = environment.getProperty("spring.liquibase.enabled", Boolean.class, true);
        if (migrates && beans.getBeanNamesForType(SpringLiquibase.class, false, false).length == 0) {
            throw new SettingsMissing("set SPRING_LIQUIBASE_URL, the JDBC twin of SPRING_R2DBC_URL,"
                    + " or SPRING_LIQUIBASE_ENABLED=false where others migrate");
        }
    }

    R2dbcConnectionDetails postgres() {
        return postgres;
    }
}
