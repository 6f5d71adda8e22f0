package io.fluxmart.platform.postgres;

import io.fluxmart.backends.Backends.PostgresAddress;
import java.util.function.Consumer;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

/** Only the migrations of a node, on a database of its own: as a start makes them, and as commands do. */
final class MigrationBench {

    static final String OURS = "classpath:/db/changelog/changelog.yaml";

    private final ApplicationContextRunner nodes;

    MigrationBench(PostgresAddress address, String changeLog, String... settings) {
        nodes = new ApplicationContextRunner()
                .withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .withConfiguration(AutoConfigurations.of(LiquibaseAutoConfiguration.class))
                .withUserConfiguration(OnlyMigrations.class)
                .withPropertyValues(
                        "spring.liquibase.url=" + address.jdbcUrl(),
                        "spring.liquibase.user=" + address.user(),
                        "spring.liquibase.password=" + address.password(),
                        "spring.liquibase.analytics-enabled=false",
                        "spring.liquibase.show-summary=off",
                        "spring.liquibase.change-log=" + changeLog)
                .withPropertyValues(settings);
    }

    @EnableConfigurationProperties(PostgresSettings.class)
    @Import({MigrationSession.class, MigrationAccess.class, PostgresChanges.class})
    static class OnlyMigrations {}

    /** What the start of a node does before anything else. */
    void start() {
        on(node -> node.getBean(SpringLiquibase.class));
    }

    void with(Consumer<PostgresChanges> command) {
        on(node -> command.accept(node.getBean(PostgresChanges.class)));
    }

    void withAccess(Consumer<MigrationAccess> work) {
        on(node -> work.accept(node.getBean(MigrationAccess.class)));
    }

    private void on(Consumer<ApplicationContext> work) {
        nodes.run(work::accept);
    }
}
