package io.fluxmart.load;

import io.fluxmart.testing.Books;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A shop that is ready to be put under load: stores, a node, stock on the shelves, and buyers who have signed in. */
final class LoadSite implements AutoCloseable {

    private static final @Nullable String RUNNING = System.getProperty("fluxmart.url");
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

    /** Who browses finds reviews of them. */
    private static final int PAST_ORDERS = 500;

    private final LoadStores stores;
    private final @Nullable LoadNode node;
    private final Books books;
    private final String url;
    private final Buyer admin;
    private final List<Buyer> buyers;
    private final List<Long> products;

    private LoadSite(LoadPlan plan, LoadStores stores, @Nullable LoadNode node) {
        this.stores = stores;
        this.node = node;
        this.books = stores.books();
        this.url = node == null ? String.valueOf(RUNNING) : node.url();
        this.admin = SignIn.admin(url);
        this.buyers = SignIn.everybody(url, books, plan.buyers());
        this.products =
                books.texts("SELECT id::text FROM products WHERE sku LIKE 'DEMO-%' ORDER BY id", Map.of()).stream()
                        .map(Long::valueOf)
                        .toList();
    }

    /** On a node and stores of its own, unless {@code -Dfluxmart.url} and the environment name others. */
    static LoadSite prepare(LoadPlan plan) {
        if (RUNNING != null && !LoadStores.areNamed()) {
            throw new IllegalStateException(
                    "Beside -Dfluxmart.url, SPRING_R2DBC_URL and the other stores have to be named"
                            + " in the environment: that is where users come from, and where the books are checked.");
        }
        System.out.println("Preparing " + plan);
        LoadStores stores = LoadStores.open(Path.of("target/load/stores"));
        LoadNode.run(
                stores,
                "seed",
                "--users=" + plan.buyers() * 11 / 10, // some of them may not sign in
                "--products=" + plan.products(),
                "--orders=" + PAST_ORDERS,
                "--posts=0");
        stores.books().run("UPDATE products SET stock = 1000000 WHERE sku LIKE 'DEMO-%'", Map.of());
        LoadNode node = RUNNING == null ? LoadNode.start("node", stores, Map.of()) : null;
        return new LoadSite(plan, stores, node);
    }

    String url() {
        return url;
    }

    Books books() {
        return books;
    }

    Buyer admin() {
        return admin;
    }

    List<Buyer> buyers() {
        return buyers;
    }

    List<Long> products() {
        return products;
    }

    /** The id of a new product that nobody has bought. */
    long newProduct(int stock) {
        String draft = """
                {"sku":"load-%s","name":"Load","category":"books","price":{"amount":1999,"currency":"USD"},"stock":%d}
                """.formatted(UUID.randomUUID(), stock);
        Matcher id = ID.matcher(Http.post(url + "/api/products", draft, asAdmin()));
        if (!id.find()) {
            throw new IllegalStateException("A product without an id");
        }
        return Long.parseLong(id.group(1));
    }

    /** Enough to pay for whatever a run orders. */
    void fillWallets() {
        buyers.parallelStream().forEach(buyer -> {
            String deposit = """
                    {"userId":"%s","amount":{"amount":9000000000,"currency":"USD"}}
                    """.formatted(buyer.id());
            Http.post(url + "/api/wallet/deposits", deposit, asAdmin());
        });
    }

    private Map<String, String> asAdmin() {
        return Map.of(
                "Authorization",
                "Bearer " + admin.token(),
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    @Override
    public void close() {
        if (node != null) {
            node.close();
        }
        stores.close();
    }
}
