package io.fluxmart.sources.mysql;

import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Reads pages of orders together with their items, and what their products are called, by one join. */
final class MySqlOrderPages {

    private final DatabaseClient source;
    private final MySqlTable orders;
    private final MySqlTable items;
    private final MySqlColumn orderId;
    private final Optional<MySqlProducts> products;
    private final MySqlColumns ofOrder;
    private final MySqlColumns ofItem;
    private final MySqlColumns ofProduct;

    MySqlOrderPages(DatabaseClient source, MySqlTable orders, MySqlTable items, Optional<MySqlTable> products) {
        this.source = source;
        this.orders = orders;
        this.items = items;
        this.orderId = items.require("order_id", "orderId");
        this.products = products.flatMap(table -> MySqlProducts.of(table, items));
        this.ofOrder = new MySqlColumns("o", orders.columns(), 0);
        this.ofItem = new MySqlColumns("i", items.columns(), ofOrder.end());
        this.ofProduct =
                new MySqlColumns("p", this.products.map(MySqlProducts::columns).orElse(List.of()), ofItem.end());
    }

    Mono<List<SourceRow>> read(Optional<SourceId> after, int limit) {
        MySqlKeyset keyset = new MySqlKeyset(orders, after);
        return keyset.bind(source, sql(keyset))
                .bind("limit", limit)
                .map(row -> line(keyset, row))
                .all()
                .collectList()
                .map(MySqlOrderPages::fold);
    }

    /** The items are sorted within the page only, which is small; the page itself comes out of the index. */
    String sql(MySqlKeyset keyset) {
        String id = orders.id().of("o");
        return """
                SELECT %s
                FROM (%s) o
                LEFT JOIN %s i ON %s = %s
                %s
                ORDER BY %s, %s
                """.formatted(
                        selected(),
                        keyset.page("t.*"),
                        items.quotedName(),
                        orderId.of("i"),
                        id,
                        products.map(MySqlProducts::join).orElse(""),
                        id,
                        items.column("id").orElse(orderId).of("i"));
    }

    private String selected() {
        return Stream.of(ofOrder, ofItem, ofProduct)
                .filter(columns -> !columns.columns().isEmpty())
                .map(MySqlColumns::sql)
                .collect(Collectors.joining(", "));
    }

    private Line line(MySqlKeyset keyset, Readable row) {
        SourceId id = keyset.idOf(ofOrder.read(row, orders.id()));
        return new Line(new SourceRow(id, ofOrder.read(row)), item(row));
    }

    private @Nullable Map<String, @Nullable Object> item(Readable row) {
        if (ofItem.read(row, orderId) == null) {
            return null;
        }
        Map<String, @Nullable Object> item = ofItem.read(row);
        item.putAll(ofProduct.read(row));
        return item;
    }

    private static List<SourceRow> fold(List<Line> lines) {
        Map<SourceId, SourceRow> orders = new LinkedHashMap<>();
        Map<SourceId, List<Object>> items = new LinkedHashMap<>();
        for (Line line : lines) {
            orders.putIfAbsent(line.order().id(), line.order());
            List<Object> ofOrder = items.computeIfAbsent(line.order().id(), id -> new ArrayList<>());
            if (line.item() != null) {
                ofOrder.add(line.item());
            }
        }
        orders.values().forEach(order -> order.values().put("items", items.get(order.id())));
        return List.copyOf(orders.values());
    }

    /** One row of the join. */
    private record Line(SourceRow order, @Nullable Map<String, @Nullable Object> item) {}
}
