package io.fluxmart.imports;

import static io.fluxmart.platform.postgres.Values.instant;
import static io.fluxmart.platform.postgres.Values.required;

import io.fluxmart.intakes.Intake;
import io.fluxmart.intakes.UserIntake;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.platform.postgres.Ids;
import io.fluxmart.sources.Source;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** What tests of imports do again and again. What came in is gone after each of them: other tests list users. */
@FluxmartTest
abstract class ImportDesk {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    final String tag = "t" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);

    @Autowired
    ImportStore imports;

    @Autowired
    OpenImport openImport;

    @Autowired
    RunImport runImport;

    @Autowired
    ListRejects listRejects;

    @Autowired
    UserIntake userIntake;

    @Autowired
    DatabaseClient database;

    @Autowired
    private ImportEntity entities;

    @Autowired
    private ReadPages pages;

    @Autowired
    private Rehearsals rehearsals;

    @Autowired
    private TransactionalOperator transaction;

    @Autowired
    private DetachedWrites writes;

    @AfterEach
    void forget() {
        database.sql("DELETE FROM users WHERE email LIKE '%@' || :tag || '.example.org'")
                .bind("tag", tag)
                .then()
                .block(PATIENCE);
    }

    Import run(Source source, boolean dryRun) {
        return start(source, dryRun).block(PATIENCE);
    }

    Mono<Import> start(Source source, boolean dryRun) {
        return open(dryRun).flatMap(found -> runImport.run(found.id(), Ids.next(), source));
    }

    Mono<Import> open(boolean dryRun) {
        return openImport.of("test:" + tag, dryRun, 100);
    }

    /** As the service's own, with another way to take users in. */
    RunImport runningWith(Intake intake) {
        return new RunImport(
                imports,
                entities,
                pages,
                rehearsals,
                new StaticListableBeanFactory(Map.of("intake", intake)).getBeanProvider(Intake.class),
                transaction,
                writes);
    }

    List<Crowd.Person> arrived() {
        return database.sql("""
                        SELECT username, email, first_name, last_name, created_at FROM users
                        WHERE email LIKE '%@' || :tag || '.example.org'
                        """)
                .bind("tag", tag)
                .map(row -> new Crowd.Person(
                        required(row, "username", String.class),
                        required(row, "email", String.class),
                        required(row, "first_name", String.class),
                        row.get("last_name", String.class),
                        instant(row, "created_at")))
                .all()
                .collectList()
                .block(PATIENCE);
    }

    List<RejectedRow> rejects(UUID importId) {
        return listRejects.of(importId, 0, 10_000).block(PATIENCE);
    }

    Map<String, String> rejectedFields(UUID importId) {
        Map<String, String> fields = new TreeMap<>();
        rejects(importId).forEach(reject -> fields.put(reject.row(), reject.field()));
        return fields;
    }

    /** The command in a process of its own. */
    static ServiceProcess importing(GeneratedUsers users, String... jvmOptions) {
        Map<String, String> environment = ServiceProcess.onSharedStores(Map.of("FLUXMART_IMPORT_URI", users.uri()));
        return ServiceProcess.start(environment, List.of(jvmOptions), "import", "mongo");
    }
}
