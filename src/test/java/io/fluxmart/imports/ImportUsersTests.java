package io.fluxmart.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import io.fluxmart.testing.Books;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ImportUsersTests extends ImportDesk {

    @Autowired
    Books books;

    @Test
    void accountsForEachOfTenThousandRows() {
        Crowd crowd = Crowd.of(10_000, tag, 42);

        Import finished = run(crowd.source(), false);

        assertThat(finished.status()).isEqualTo(ImportStatus.COMPLETED);
        assertThat(finished.steps()).containsExactly(crowd.expected());
        assertThat(arrived()).containsExactlyInAnyOrderElementsOf(crowd.valid());
        assertThat(rejectedFields(finished.id())).isEqualTo(crowd.faultyFields());
        assertThat(rejects(finished.id()))
                .allSatisfy(reject -> assertThat(reject.reason()).isNotBlank());
    }

    @Test
    void saysInADryRunWhatWouldBecomeOfThemAndBringsNothingIn() {
        Crowd crowd = Crowd.of(1_500, tag, 43);

        Import rehearsed = run(crowd.source(), true);

        assertThat(arrived()).isEmpty();
        Import real = run(crowd.source(), false);
        assertThat(rehearsed.steps()).containsExactly(crowd.expected()).isEqualTo(real.steps());
        assertThat(rejectedFields(rehearsed.id())).isEqualTo(rejectedFields(real.id()));
        assertThat(books.number("SELECT count(*) FROM pg_class WHERE relname = 'rehearsed_users'", Map.of()))
                .isZero();
    }

    @Test
    void rehearsesAfterTheImportThatAllAreThere() {
        Crowd crowd = Crowd.of(300, tag, 44);
        run(crowd.source(), false);

        ImportStep again = run(crowd.source(), true).steps().get(0);

        assertThat(again.migrated()).isZero();
        assertThat(again.skipped()).isEqualTo(300 - crowd.faultyFields().size());
    }

    @Test
    void bringsARowInOnceUnderOneName() {
        Crowd crowd = Crowd.of(300, tag, 45);
        run(crowd.source(), false);

        ImportStep again = run(crowd.source(), false).steps().get(0);

        assertThat(again.migrated()).isZero();
        assertThat(again.rejected()).isEqualTo(crowd.faultyFields().size());
        assertThat(arrived()).hasSameSizeAs(crowd.valid());
    }

    @Test
    void makesNobodyAnAdministratorAndKeepsNoPlainPassword() {
        run(
                new ListedSource(List.of(
                        new SourceRow(
                                SourceId.number(1),
                                Map.of(
                                        "username",
                                        tag + "_1",
                                        "email",
                                        "a@" + tag + ".example.org",
                                        "name",
                                        "Ada King Lovelace",
                                        "password",
                                        "correct horse",
                                        "roles",
                                        List.of("admin"))),
                        new SourceRow(
                                SourceId.number(2),
                                Map.of(
                                        "username", tag + "_2",
                                        "email", "b@" + tag + ".example.org",
                                        "first_name", "Bea",
                                        "password_hash", "$2y$12$" + "x".repeat(53))))),
                false);

        assertThat(books.texts("""
                        SELECT concat_ws(' / ', first_name, last_name, password_hash, array_to_string(roles, ','), status)
                        FROM users WHERE email LIKE '%@' || :tag || '.example.org' ORDER BY email
                        """, Map.of("tag", tag)))
                .containsExactly(
                        "Ada / King Lovelace /  / user / active",
                        "Bea / $2y$12$" + "x".repeat(53) + " / user / active");
    }
}
