package bench;

import bench.MvcShop.Line;
import bench.MvcShop.OutOfStock;
import bench.MvcShop.Placed;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** One transaction of three set-based statements, whatever the number of lines. */
@Service
class Orders {

    private final JdbcTemplate database;

    Orders(JdbcTemplate database) {
        this.database = database;
    }

    @Transactional
    public Placed place(UUID buyer, List<Line> lines) {
        Long[] ids = lines.stream().map(Line::productId).toArray(Long[]::new);
        Integer[] quantities = lines.stream().map(Line::quantity).toArray(Integer[]::new);
        List<Long> taken = database.queryForList("""
                WITH locked AS (
                    SELECT p.id, p.price_amount, p.stock, w.quantity
                    FROM products p JOIN unnest(?::bigint[], ?::int[]) AS w (id, quantity) USING (id)
                    ORDER BY p.id FOR NO KEY UPDATE OF p)
                UPDATE products p SET stock = l.stock - l.quantity
                FROM locked l
                WHERE p.id = l.id AND l.stock >= l.quantity
                RETURNING l.price_amount * l.quantity
                """, Long.class, ids, quantities);
        if (taken.size() < lines.size()) {
            throw new OutOfStock();
        }
        Placed order = new Placed(
                UUID.randomUUID(),
                buyer,
                "pending",
                taken.stream().mapToLong(Long::longValue).sum());
        database.update("""
                INSERT INTO orders (id, user_id, total_amount, total_currency, created_at, updated_at)
                VALUES (?, ?, ?, 'USD', now(), now())
                """, order.id(), buyer, order.total());
        database.update("""
                INSERT INTO order_items (order_id, product_id, product_name, quantity, unit_price_amount)
                SELECT ?, p.id, p.name, w.quantity, p.price_amount
                FROM products p JOIN unnest(?::bigint[], ?::int[]) AS w (id, quantity) USING (id)
                """, order.id(), ids, quantities);
        return order;
    }
}
