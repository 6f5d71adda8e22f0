package io.fluxmart.testing;

import io.fluxmart.FluxmartApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/** A whole node on a free port, on the shared stores, with demonstration data. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = FluxmartApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            // Tests assert what happens, not how fast a shared machine is.
            "fluxmart.postgres.statement-timeout=30s",
            "fluxmart.postgres.lock-timeout=20s",
            "fluxmart.postgres.idle-in-transaction-timeout=30s",
            "spring.r2dbc.pool.max-acquire-time=20s",
            "spring.r2dbc.pool.max-validation-time=20s",
            "fluxmart.showcase.patience=10s",
            "fluxmart.cache.lease=30s",
            "fluxmart.cache.redis-patience=10s",
            "fluxmart.imports.retry-delay=5ms",
            "management.server.port=0"
        })
@ActiveProfiles("test")
@Import({SharedBackends.class, ShopConfiguration.class, RecordedTransactions.class, RecordedCommands.class})
public @interface FluxmartTest {

    String TOKEN_SECRET = "a secret that only tests know, and long enough";
}
