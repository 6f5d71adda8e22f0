package io.fluxmart.sources.mysql;

import io.fluxmart.sources.SourceId;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What posts have several of, in a table of its own.
 *
 * @param field under which a post gets them
 * @param columns of each
 * @param join from the posts, of alias {@code p}, to their table
 * @param order within a post
 * @param value of each, from a row
 */
record MySqlPostParts(String field, MySqlColumns columns, String join, String order, Function<Readable, Object> value) {

    static Optional<MySqlPostParts> tags(MySqlTable posts, MySqlTables tables) {
        return tables.find("post_tags").flatMap(links -> tables.find("tags").map(tags -> tags(posts, links, tags)));
    }

    private static MySqlPostParts tags(MySqlTable posts, MySqlTable links, MySqlTable tags) {
        MySqlColumn name = tags.require("name");
        MySqlColumns columns = new MySqlColumns("t", List.of(name), 1);
        String join = """
                JOIN %s l ON %s = %s
                JOIN %s t ON %s = %s
                """.formatted(
                        links.quotedName(),
                        links.require("post_id", "postId").of("l"),
                        posts.id().of("p"),
                        tags.quotedName(),
                        tags.require("id").of("t"),
                        links.require("tag_id", "tagId").of("l"));
        return new MySqlPostParts("tags", columns, join, name.of("t"), row -> columns.read(row, name));
    }

    static Optional<MySqlPostParts> comments(MySqlTable posts, MySqlTables tables) {
        return tables.find("comments").map(comments -> comments(posts, comments));
    }

    private static MySqlPostParts comments(MySqlTable posts, MySqlTable comments) {
        MySqlColumns columns = new MySqlColumns("c", comments.columns(), 1);
        MySqlColumn postId = comments.require("post_id", "postId");
        String join = "JOIN %s c ON %s = %s"
                .formatted(comments.quotedName(), postId.of("c"), posts.id().of("p"));
        return new MySqlPostParts(
                "comments", columns, join, comments.column("id").orElse(postId).of("c"), columns::read);
    }

    /** Of the posts between two ids, rather than of so many posts: others may have come in between since. */
    String sql(MySqlKeyset posts) {
        MySqlColumn id = posts.table().id();
        return """
                SELECT %s, %s
                FROM %s p
                %s
                WHERE %s
                ORDER BY %s, %s
                """.formatted(
                id.select("p"), columns.sql(), posts.table().quotedName(), join, posts.upTo("p"), id.of("p"), order);
    }

    Part read(MySqlKeyset posts, Readable row) {
        return new Part(posts.idOf(posts.table().id().kind().read(row, 0)), value.apply(row));
    }

    /** One of them. */
    record Part(SourceId post, Object value) {}
}
