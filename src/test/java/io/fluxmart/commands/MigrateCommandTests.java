package io.fluxmart.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import io.fluxmart.FluxmartApplication;
import io.fluxmart.backends.Backends.PostgresAddress;
import io.fluxmart.testing.OwnDatabase;
import io.fluxmart.testing.SharedBackends;
import io.fluxmart.testing.Shop;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.data.mongodb.ReactiveMongoDatabaseFactory;
import org.springframework.data.mongodb.core.SimpleReactiveMongoDatabaseFactory;

/** As an operator uses them, from an empty database on. */
class MigrateCommandTests {

    private static final OwnDatabase DATABASE = new OwnDatabase();
    private static final String MONGO_DATABASE = Shop.unique("own").replace('-', '_');
    private static final String TABLES =
            "SELECT relname FROM pg_class WHERE relkind = 'r'" + " AND relnamespace = 'public'::regnamespace";

    private final Premises premises = new Premises(OnOwnStores.class);

    @AfterEach
    void close() {
        premises.close();
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void tellMakeAndTakeBack() {
        assertThat(migrate("status").out()).contains("0001-users", "pending", "202611211314-indexes");
        assertThat(migrate("status", "--check").exitCode()).isEqualTo(3);
        CommandRun rehearsal = migrate("up", "--dry-run");
        assertThat(rehearsal.exitCode()).isZero();
        assertThat(rehearsal.out()).contains("CREATE TABLE users", "-- MongoDB: 202611211314-indexes.json");
        assertThat(DATABASE.texts(TABLES)).as("asking changes nothing").isEmpty();

        CommandRun up = migrate("up");
        assertThat(up.exitCode()).as(up.err()).isZero();
        assertThat(up.out()).contains("PostgreSQL: applied 0001-users\n", "MongoDB: applied 202611211314-indexes\n");
        assertThat(DATABASE.texts(TABLES)).contains("users", "imports");
        assertThat(migrate("up").out()).isEqualTo("Nothing was pending.\n");
        CommandRun status = migrate("status", "--check");
        assertThat(status.exitCode()).isZero();
        assertThat(status.out()).doesNotContain("pending").containsPattern("0001-users +\\S*.*20\\d\\d-");

        CommandRun index = migrate("undo");
        assertThat(index.exitCode()).as("nothing is lost with an index").isZero();
        CommandRun refused = migrate("undo");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("DROP TABLE", "--yes").hasLineCount(1);
        CommandRun rehearsedUndo = migrate("undo", "--dry-run");
        assertThat(rehearsedUndo.out()).contains("DROP TABLE", "DELETE FROM public.databasechangelog");
        assertThat(DATABASE.texts(TABLES)).as("nothing was undone").contains("imports");
        CommandRun undone = migrate("undo", "--yes");
        assertThat(undone.out()).startsWith("PostgreSQL: undid ");
        assertThat(migrate("status", "--check").exitCode()).isEqualTo(3);

        assertThat(migrate("undo", "--mongo").out()).isEqualTo("MongoDB: undid 202611211314-indexes\n");
        CommandRun tooMany = migrate("undo", "--mongo", "--count", "5");
        assertThat(tooMany.exitCode()).isEqualTo(1);
        assertThat(tooMany.err()).isEqualTo("Only 0 changes are applied.\n");
        assertThat(migrate("up").out())
                .contains("PostgreSQL: applied", "MongoDB: applied")
                .hasLineCount(3);
    }

    @Test
    void refuseWhatMakesNoSense() {
        assertThat(migrate().exitCode()).isEqualTo(2);
        assertThat(migrate("undo", "--count", "0").exitCode()).isEqualTo(2);
    }

    private CommandRun migrate(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = Stream.concat(Stream.of("migrate"), Stream.of(args)).toArray(String[]::new);
        int exitCode = Commands.run(premises, new PrintWriter(out, true), new PrintWriter(err, true), all);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    @Import({FluxmartApplication.class, SharedBackends.class})
    static class OnOwnStores {

        @Bean
        @Primary
        Address ownPostgres() {
            return new Address(DATABASE.address());
        }

        @Bean
        @Primary
        ReactiveMongoDatabaseFactory ownMongo(MongoClient client) {
            return new SimpleReactiveMongoDatabaseFactory(client, MONGO_DATABASE);
        }
    }

    record Address(PostgresAddress postgres) implements LiquibaseConnectionDetails, JdbcConnectionDetails {

        @Override
        public String getUsername() {
            return postgres.user();
        }

        @Override
        public String getPassword() {
            return postgres.password();
        }

        @Override
        public String getJdbcUrl() {
            return postgres.jdbcUrl();
        }

        @Override
        public String getDriverClassName() {
            return "org.postgresql.Driver";
        }
    }
}
