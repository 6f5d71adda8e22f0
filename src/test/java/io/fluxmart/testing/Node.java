package io.fluxmart.testing;

import com.mongodb.ConnectionString;
import io.fluxmart.FluxmartApplication;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;

/** One more node on the shared stores, as another machine would run it. */
public final class Node implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final Shop shop;

    private Node(ConfigurableApplicationContext context) {
        this.context = context;
        this.shop = new Shop(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    public static Node start(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>();
        all.put("server.port", 0);
        all.put("fluxmart.demo.enabled", true);
        all.put("fluxmart.demo.products", 40);
        all.put("fluxmart.demo.users", 0);
        all.put("fluxmart.demo.orders", 0);
        all.put("fluxmart.demo.reviews", 0);
        all.put("fluxmart.demo.posts", 0);
        all.put("fluxmart.demo.details", false);
        all.put("fluxmart.reviews.repair-interval", "1h");
        all.put("fluxmart.auth.voided-tokens-interval", "300ms");
        all.put("fluxmart.credentials.hashing-memory", 1_024);
        all.put("fluxmart.credentials.hashing-passes", 1);
        all.put("fluxmart.mails.enabled", false);
        all.put("fluxmart.limits.enabled", false);
        all.put("spring.r2dbc.pool.max-create-connection-time", "20s");
        all.put("fluxmart.auth.token-secret", FluxmartTest.TOKEN_SECRET);
        all.putAll(settings);
        String[] arguments = all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new Node(new SpringApplicationBuilder(FluxmartApplication.class, SharedBackends.class).run(arguments));
    }

    /** Its way to MongoDB can be cut. Directly, since a replica set would name its own addresses, past the proxy. */
    public static Node behindMongo(TcpProxy mongo, Map<String, Object> settings) {
        String uri = SharedBackends.mongoUri();
        String hosts = String.join(",", new ConnectionString(uri).getHosts());
        String proxied = uri.replace(hosts, "127.0.0.1:" + mongo.port());
        Map<String, Object> all = new HashMap<>(settings);
        all.put("spring.mongodb.uri", proxied + (uri.contains("?") ? "&" : "?") + "directConnection=true");
        return start(all);
    }

    public Books books() {
        return new Books(context.getBean(DatabaseClient.class));
    }

    /** What no route leads to. */
    public <T> T get(Class<T> part) {
        return context.getBean(part);
    }

    public Shop shop() {
        return shop;
    }

    @Override
    public void close() {
        context.close();
    }
}
