package bench;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The shop with blocking calls on virtual threads: no security, no validation, no keys, no events. */
@SpringBootApplication
@EnableCaching
public class MvcShop {

    public static void main(String[] args) {
        SpringApplication.run(MvcShop.class, args);
    }

    public record Line(long productId, int quantity) {}

    public record Wanted(List<Line> items) {}

    public record Placed(UUID id, UUID userId, String status, long total) {}

    static class OutOfStock extends RuntimeException {

        OutOfStock() {
            super("out of stock", null, false, false);
        }
    }

    @RestController
    static class Shop {

        private final Orders orders;
        private final Products products;

        Shop(Orders orders, Products products) {
            this.orders = orders;
            this.products = products;
        }

        @PostMapping("/api/orders")
        @ResponseStatus(HttpStatus.CREATED)
        Placed place(@RequestHeader("User-Id") UUID buyer, @RequestBody Wanted wanted) {
            return orders.place(buyer, wanted.items());
        }

        @GetMapping("/api/products/{id}")
        Map<String, Object> show(@PathVariable long id) {
            return products.find(id);
        }

        @ExceptionHandler(OutOfStock.class)
        @ResponseStatus(HttpStatus.CONFLICT)
        void refuse() {}
    }
}
