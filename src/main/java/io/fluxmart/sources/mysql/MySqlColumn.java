package io.fluxmart.sources.mysql;

/** A column that can be read. */
record MySqlColumn(String name, ColumnKind kind) {

    /** As a part of a statement, of the table of this alias. */
    String of(String alias) {
        return alias + "." + quoted(name);
    }

    String select(String alias) {
        return kind.select(of(alias));
    }

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
