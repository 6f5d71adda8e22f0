package io.fluxmart.sources.mysql;

import io.fluxmart.sources.SourceUnreadable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A table or view, with those of its columns that can be read. */
record MySqlTable(String name, List<MySqlColumn> columns) {

    /** The first of these that it has. Names of columns know no case. */
    Optional<MySqlColumn> column(String... names) {
        return Stream.of(names)
                .flatMap(name -> columns.stream().filter(column -> column.name().equalsIgnoreCase(name)))
                .findFirst();
    }

    MySqlColumn require(String... names) {
        return column(names)
                .orElseThrow(() -> new SourceUnreadable("The table " + name + " has no column " + names[0]
                        + " of a kind that can be read. A view of that name may give it one."));
    }

    /** What it is paged by. */
    MySqlColumn id() {
        MySqlColumn id = require("id");
        if (!id.kind().canBeId()) {
            throw new SourceUnreadable(
                    "The column id of " + name
                            + " is no integer, no text, no binary(16) and no uuid. A view of that name may give it one that is.");
        }
        return id;
    }

    String quotedName() {
        return MySqlColumn.quoted(name);
    }
}
