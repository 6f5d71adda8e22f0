package io.fluxmart.testing;

import io.fluxmart.FluxmartApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** A whole node on a free port, on the shared stores, with demonstration data. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = FluxmartApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "fluxmart.demo.enabled=true",
            // Tests assert what happens, not how fast a shared machine is.
            "fluxmart.postgres.statement-timeout=30s",
            "fluxmart.postgres.lock-timeout=20s",
            "fluxmart.postgres.idle-in-transaction-timeout=30s",
            "spring.r2dbc.pool.max-acquire-time=20s",
            "spring.r2dbc.pool.max-create-connection-time=20s",
            "spring.r2dbc.pool.max-validation-time=20s",
            "fluxmart.showcase.patience=10s",
            "fluxmart.cache.lease=30s",
            "fluxmart.cache.redis-patience=10s",
            "fluxmart.reviews.repair-interval=1h", // what a test breaks, it repairs itself
            "fluxmart.imports.retry-delay=5ms",
            "fluxmart.limits.enabled=false", // all tests come from one address
            "fluxmart.mails.enabled=false", // each order of each test would be a mail
            "fluxmart.demo.products=40",
            "fluxmart.demo.users=0", // but for the fixed ones
            "fluxmart.demo.orders=0",
            "fluxmart.demo.reviews=0",
            "fluxmart.demo.posts=0",
            "fluxmart.demo.details=false",
            "fluxmart.auth.voided-tokens-interval=300ms", // many tests wait for it
            "fluxmart.credentials.hashing-memory=1024", // there are a thousand customers to make
            "fluxmart.credentials.hashing-passes=1",
            "fluxmart.auth.token-secret=" + FluxmartTest.TOKEN_SECRET
        })
@Import({SharedBackends.class, ShopConfiguration.class, RecordedTransactions.class, RecordedCommands.class})
public @interface FluxmartTest {

    String TOKEN_SECRET = "a secret that only tests know, and long enough";
}
