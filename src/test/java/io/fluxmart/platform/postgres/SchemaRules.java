package io.fluxmart.platform.postgres;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import liquibase.change.AbstractSQLChange;
import liquibase.changelog.ChangeSet;
import liquibase.util.StringUtil;

/**
 * What a change of the schema may not do while nodes of the version before are at work (docs/migrations.md). Some things
 * break those nodes; a change labelled {@code contract} may do them, once nobody uses what it takes away. Others hold up
 * the traffic, whoever uses them.
 */
final class SchemaRules {

    private static final String CONTRACT = "contract";
    private static final Pattern CONTRACT_COMMENT = Pattern.compile("expanded by (\\S+), unused since (\\S+)");
    private static final String NAME = "\"?[a-z_][a-z0-9_.]*\"?";

    private static final Pattern ALTER =
            Pattern.compile("ALTER TABLE (?:IF EXISTS )?(?:ONLY )?(" + NAME + ") (.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CREATE_TABLE =
            Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?(" + NAME + ")\\b.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern CREATE_INDEX = Pattern.compile(
            "CREATE (UNIQUE )?INDEX (CONCURRENTLY )?(?:IF NOT EXISTS )?(" + NAME + ") ON (?:ONLY )?(" + NAME + ")\\b.*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WRITE =
            Pattern.compile("(?:UPDATE|DELETE FROM) (?:ONLY )?(" + NAME + ")\\b.*", Pattern.CASE_INSENSITIVE);

    private final Set<String> earlier;
    private final ChangeSet change;
    private final Set<String> created = new HashSet<>();
    private final Set<String> altered = new HashSet<>();
    private final List<String> breaking = new ArrayList<>();
    private final List<String> blocking = new ArrayList<>();

    private SchemaRules(Set<String> earlier, ChangeSet change) {
        this.earlier = earlier;
        this.change = change;
    }

    /** @param earlier the ids of the changes before this one */
    static List<String> brokenBy(ChangeSet change, Set<String> earlier) {
        SchemaRules rules = new SchemaRules(earlier, change);
        List<String> statements = rules.statements();
        statements.forEach(rules::judge);
        rules.judgeAll(statements);
        return rules.verdict();
    }

    private List<String> verdict() {
        if (!change.getLabels().getLabels().contains(CONTRACT)) {
            return Stream.concat(breaking.stream(), blocking.stream()).toList();
        }
        Matcher comment = CONTRACT_COMMENT.matcher(String.valueOf(change.getComments()));
        if (!comment.find() || !earlier.contains(comment.group(1))) {
            blocking.add("a contract says in its comment: expanded by <an earlier change>, unused since <version>");
        }
        return List.copyOf(blocking);
    }

    private List<String> statements() {
        return change.getChanges().stream()
                .map(step -> ((AbstractSQLChange) step).getSql())
                .flatMap(sql -> Stream.of(StringUtil.processMultiLineSQL(sql, true, true, null)))
                .map(statement -> statement
                        .replaceAll("'(?:[^']|'')*'", "''")
                        .replaceAll("\\s+", " ")
                        .strip())
                .toList();
    }

    private void judge(String statement) {
        if (matches(statement, "(DROP (?!INDEX)|TRUNCATE).*")) {
            breaking.add("drops what nodes of the version before may use: " + statement);
        }
        if (matches(statement, ".*\\bRENAME\\b.*")) {
            breaking.add("renames: " + statement);
        }
        if (matches(statement, "(LOCK|CLUSTER|REINDEX|VACUUM FULL).*")) {
            blocking.add("locks a table: " + statement);
        }
        judgeTable(statement);
        judgeIndex(statement);
        judgeWrite(statement);
    }

    private void judgeTable(String statement) {
        Matcher create = CREATE_TABLE.matcher(statement);
        if (create.matches()) {
            created.add(nameOf(create.group(1)));
        }
        Matcher alter = ALTER.matcher(statement);
        if (alter.matches() && !created.contains(nameOf(alter.group(1)))) {
            altered.add(nameOf(alter.group(1)));
            actionsOf(alter.group(2)).forEach(this::judgeAction);
        }
    }

    /** Commas inside of parentheses belong to one action. */
    private static List<String> actionsOf(String actions) {
        return Stream.of(actions.split(",(?![^(]*\\))")).map(String::strip).toList();
    }

    private void judgeAction(String action) {
        if (matches(action, "DROP (?!CONSTRAINT ).*")) {
            breaking.add("drops a column: " + action);
        }
        if (matches(action, "ALTER (COLUMN )?\\S+ (SET DATA )?TYPE .*")) {
            breaking.add("changes a type: " + action);
        }
        if (matches(action, "ALTER (COLUMN )?\\S+ (SET NOT NULL|DROP DEFAULT).*")) {
            breaking.add("demands a value that nodes of the version before may not give: " + action);
        }
        if (matches(action, "ADD (?!CONSTRAINT).* NOT NULL.*") && !matches(action, ".*\\b(DEFAULT|GENERATED)\\b.*")) {
            breaking.add("adds a column that nodes of the version before do not fill: " + action);
        }
        if (matches(action, "ADD .*\\b(UNIQUE|CHECK|PRIMARY KEY|FOREIGN KEY|REFERENCES|EXCLUDE)\\b.*")
                && !matches(action, ".*( NOT VALID|USING INDEX .*)")) {
            blocking.add("looks at every row under a lock, unless NOT VALID: " + action);
        }
    }

    private void judgeIndex(String statement) {
        Matcher index = CREATE_INDEX.matcher(statement);
        if (!index.matches() || created.contains(nameOf(index.group(4)))) {
            return;
        }
        if (index.group(1) != null) {
            breaking.add("forbids what nodes of the version before may write: " + statement);
        }
        if (index.group(2) == null) {
            blocking.add("holds up writes while the index is built, unless CONCURRENTLY: " + statement);
        }
    }

    private void judgeWrite(String statement) {
        Matcher write = WRITE.matcher(statement);
        if (write.matches() && !created.contains(nameOf(write.group(1)))) {
            blocking.add("holds rows for as long as it takes; do it in batches, outside of a change: " + statement);
        }
    }

    private void judgeAll(List<String> statements) {
        if (altered.size() > 1) {
            blocking.add("locks several tables, in an order that requests may not keep: " + altered);
        }
        if (statements.stream().anyMatch(statement -> matches(statement, ".*\\bNOT VALID"))
                && statements.stream().anyMatch(statement -> matches(statement, ".*\\bVALIDATE CONSTRAINT\\b.*"))) {
            blocking.add("validates under the lock of the change that added the constraint; take two");
        }
        boolean isConcurrent =
                statements.stream().anyMatch(statement -> matches(statement, ".*\\bINDEX CONCURRENTLY\\b.*"));
        if (isConcurrent && change.isRunInTransaction()) {
            blocking.add("CONCURRENTLY needs runInTransaction:false");
        }
        if (!change.isRunInTransaction() && !canBeCutShort(statements)) {
            blocking.add("cannot be cut short: without a transaction, only DROP INDEX CONCURRENTLY IF EXISTS x"
                    + " and then CREATE INDEX CONCURRENTLY x");
        }
    }

    private static boolean canBeCutShort(List<String> statements) {
        if (statements.size() != 2) {
            return false;
        }
        Matcher index = CREATE_INDEX.matcher(statements.get(1));
        return index.matches()
                && matches(statements.get(0), "DROP INDEX CONCURRENTLY IF EXISTS " + Pattern.quote(index.group(3)));
    }

    private static String nameOf(String identifier) {
        return identifier.replace("\"", "").toLowerCase(Locale.ROOT);
    }

    private static boolean matches(String text, String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(text).matches();
    }
}
