package io.fluxmart.platform.postgres;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import liquibase.change.AbstractSQLChange;
import liquibase.changelog.ChangeSet;
import liquibase.util.StringUtil;

/** The statements that take a change back. */
record Rollback(List<String> statements) {

    /** Known to lose nothing; of everything else it is assumed. */
    private static final Pattern HARMLESS = Pattern.compile(
            "SELECT 1|SET .*|DROP INDEX .*|COMMENT ON .*"
                    + "|ALTER TABLE (IF EXISTS )?\\S+ (DROP CONSTRAINT|ALTER COLUMN \\S+ (SET|DROP) (DEFAULT|NOT NULL))[^,]*",
            Pattern.CASE_INSENSITIVE);

    static Rollback of(ChangeSet change) {
        return new Rollback(change.getRollback().getChanges().stream()
                .filter(AbstractSQLChange.class::isInstance)
                .map(step -> ((AbstractSQLChange) step).getSql())
                .flatMap(Rollback::statements)
                .toList());
    }

    private static Stream<String> statements(String sql) {
        return Stream.of(StringUtil.processMultiLineSQL(sql, true, true, null))
                .map(statement -> statement.replaceAll("\\s+", " ").strip());
    }

    List<String> losses() {
        return statements.stream()
                .filter(statement -> !HARMLESS.matcher(statement).matches())
                .toList();
    }
}
