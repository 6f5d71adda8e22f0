package io.fluxmart.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.ConnectionFactoryOptions;
import org.junit.jupiter.api.Test;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class RequiredAddressesTests {

    private final ApplicationContextRunner start =
            new ApplicationContextRunner().withUserConfiguration(RequiredAddresses.class);

    private final ApplicationContextRunner withPostgres = start.withBean(
            R2dbcConnectionDetails.class,
            () -> () -> ConnectionFactoryOptions.parse("r2dbc:postgresql://somebody@localhost/x"));

    @Test
    void namesTheAddressThatIsMissing() {
        start.run(context ->
                assertThat(context).getFailure().rootCause().message().contains("set SPRING_R2DBC_URL"));
        withPostgres.run(context ->
                assertThat(context).getFailure().rootCause().message().contains("set SPRING_LIQUIBASE_URL"));
    }

    @Test
    void namesTheUserThatIsMissing() {
        start.withBean(
                        R2dbcConnectionDetails.class,
                        () -> () -> ConnectionFactoryOptions.parse("r2dbc:postgresql://localhost/x"))
                .run(context ->
                        assertThat(context).getFailure().rootCause().message().contains("set SPRING_R2DBC_USERNAME"));
    }

    @Test
    void startsWithoutMigrationsWhereOthersMigrate() {
        withPostgres
                .withPropertyValues("spring.liquibase.enabled=false")
                .run(context -> assertThat(context).hasNotFailed());
    }
}
