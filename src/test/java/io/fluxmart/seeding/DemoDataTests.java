package io.fluxmart.seeding;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@FluxmartTest
class DemoDataTests {

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    Seed seed;

    @Test
    void makesTheSameCatalogueEachTime() {
        List<DemoProduct> products = new DemoCatalogue(42).products(300);

        assertThat(new DemoCatalogue(42).products(300)).isEqualTo(products);
        assertThat(products).extracting(DemoProduct::sku).doesNotHaveDuplicates();
        assertThat(products).allSatisfy(product -> {
            assertThat(product.name()).isNotBlank().hasSizeLessThanOrEqualTo(255);
            assertThat(product.price()).isPositive();
            assertThat(DemoCatalogue.categories()).contains(product.category());
        });
    }

    @Test
    void letsTheDemonstrationUsersSignIn() {
        for (DemoUser user : DemoUser.ALL) {
            Reply reply = shop.post("/api/tokens", null, Map.of("login", user.email(), "password", DemoUser.PASSWORD));
            assertThat(reply.status()).as(user.email()).isEqualTo(200);
        }
        assertThat(DemoUser.ADMIN.id()).hasToString("00000000-0000-7000-8000-000000000001");
    }

    @Test
    void changesNothingWhenItIsPlantedAgain() {
        assertThat(shop.admin()).as("planted by now").isNotNull();
        long users = books.number("SELECT count(*) FROM users WHERE email LIKE '%@example.com'", Map.of());
        long products = books.number("SELECT count(*) FROM products WHERE sku LIKE 'DEMO-%'", Map.of());

        seed.run(new SeedPlan(0, 40, 0, 0, 0, false, 42)).blockLast(Duration.ofSeconds(20));

        assertThat(products).isGreaterThanOrEqualTo(40);
        assertThat(books.number("SELECT count(*) FROM products WHERE sku LIKE 'DEMO-%'", Map.of()))
                .isEqualTo(products);
        assertThat(books.number("SELECT count(*) FROM users WHERE email LIKE '%@example.com'", Map.of()))
                .isEqualTo(users);
    }
}
