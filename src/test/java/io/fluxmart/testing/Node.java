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
        this.shop = Shop.of(context.getEnvironment());
    }

    public static Node start(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>();
        all.put("server.port", 0);
        all.put("management.server.port", 0);
        all.put("spring.profiles.active", "test");
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
