package io.fluxmart.sources.mysql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The products that order items name by their ids.
 *
 * @param columns what an item takes from its product: what it has not itself
 * @param productId the column of the items
 */
record MySqlProducts(MySqlTable table, List<MySqlColumn> columns, MySqlColumn productId) {

    static Optional<MySqlProducts> of(MySqlTable products, MySqlTable items) {
        List<MySqlColumn> columns = Stream.of("sku", "name")
                .filter(name -> items.column(name).isEmpty())
                .flatMap(name -> products.column(name).stream())
                .toList();
        return items.column("product_id", "productId")
                .filter(productId -> !columns.isEmpty())
                .map(productId -> new MySqlProducts(products, columns, productId));
    }

    /** To the items, of alias {@code i}, the products, of alias {@code p}. */
    String join() {
        return "LEFT JOIN %s p ON %s = %s"
                .formatted(table.quotedName(), table.require("id").of("p"), productId.of("i"));
    }
}
