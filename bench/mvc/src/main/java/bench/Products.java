package bench;

import java.util.Map;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Kept in the heap once they were read. */
@Service
class Products {

    private final JdbcTemplate database;

    Products(JdbcTemplate database) {
        this.database = database;
    }

    @Cacheable("products")
    public Map<String, Object> find(long id) {
        return database.queryForMap("SELECT * FROM products WHERE id = ?", id);
    }
}
