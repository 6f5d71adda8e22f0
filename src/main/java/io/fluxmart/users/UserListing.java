package io.fluxmart.users;

import io.fluxmart.platform.postgres.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * The statements behind a list of users, put together from fixed fragments: one for each filter that was asked for, so
 * that the planner sees only conditions it can use an index for. Values are bound, never written into the text.
 */
final class UserListing {

    private final UserQuery query;
    private final List<String> conditions = new ArrayList<>(List.of("deleted_at IS NULL"));
    private final Map<String, Object> filters = new LinkedHashMap<>();

    UserListing(UserQuery query) {
        this.query = query;
        filter(
                "(username ILIKE :pattern OR email ILIKE :pattern OR first_name ILIKE :pattern OR last_name ILIKE :pattern)",
                "pattern",
                query.q().map(Values::containing));
        filter("status = :status", "status", query.status().map(UserStatus::word));
        filter(
                "coalesce(last_login_at, 'epoch') >= now() - make_interval(days => :activeDays)",
                "activeDays",
                query.activeDays());
    }

    /** One page by number, or one row more than the limit behind a cursor. */
    GenericExecuteSpec rows(DatabaseClient database) {
        return query.page().isPresent() ? byNumber(database, query.page().get()) : byCursor(database);
    }

    GenericExecuteSpec total(DatabaseClient database) {
        return database.sql(totalSql()).bindValues(filters);
    }

    String totalSql() {
        return "SELECT count(*) AS total FROM users WHERE %s".formatted(String.join(" AND ", conditions));
    }

    private GenericExecuteSpec byNumber(DatabaseClient database, int page) {
        return select(database, conditions)
                .bindValues(filters)
                .bind("limit", query.limit())
                .bind("offset", (page - 1) * query.limit());
    }

    private GenericExecuteSpec byCursor(DatabaseClient database) {
        List<String> behindCursor = new ArrayList<>(conditions);
        Map<String, Object> values = new LinkedHashMap<>(filters);
        query.after().ifPresent(place -> {
            behindCursor.add(query.order().behind());
            values.put("afterKey", place.key());
            values.put("afterId", place.id());
        });
        return select(database, behindCursor)
                .bindValues(values)
                .bind("limit", query.limit() + 1)
                .bind("offset", 0);
    }

    private GenericExecuteSpec select(DatabaseClient database, List<String> where) {
        return database.sql("""
                        SELECT %s
                        FROM users
                        WHERE %s
                        ORDER BY %s
                        LIMIT :limit OFFSET :offset
                        """.formatted(
                UserRow.COLUMNS, String.join(" AND ", where), query.order().orderBy()));
    }

    private void filter(String condition, String name, Optional<?> value) {
        value.ifPresent(present -> {
            conditions.add(condition);
            filters.put(name, present);
        });
    }
}
