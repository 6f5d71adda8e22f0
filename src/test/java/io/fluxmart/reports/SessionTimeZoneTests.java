package io.fluxmart.reports;

import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fluxmart.backends.Backends.PostgresAddress;
import io.fluxmart.money.MoneySettings;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.SharedBackends;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** Days are days in UTC, also where a pooler or an operator gave the session another time zone. */
@FluxmartTest
class SessionTimeZoneTests {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Autowired
    Books books;

    @Autowired
    MoneySettings money;

    private PastOrders past;

    @BeforeEach
    void sellAroundMidnight() {
        past = new PastOrders(books);
        past.deleteAll();
        UUID buyer = past.newUser();
        long product = past.newProduct("past-things");
        past.insert(buyer, "pending", "2002-03-30T23:59:59.999999Z", new PastOrder.Line(product, 1, 1));
        past.insert(buyer, "pending", "2002-03-31T00:00:00Z", new PastOrder.Line(product, 1, 10));
        past.insert(buyer, "pending", "2002-03-31T23:59:59.999999Z", new PastOrder.Line(product, 1, 100));
        past.insert(buyer, "pending", "2002-04-01T00:00:00Z", new PastOrder.Line(product, 1, 1_000));
    }

    @AfterEach
    void closeThePast() {
        past.deleteAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Pacific/Auckland", "America/Los_Angeles", "Europe/Berlin"})
    void changesNoFigure(String timeZone) {
        DatabaseClient elsewhere = clientIn(timeZone);
        LocalDate day = LocalDate.parse("2002-03-31");

        OrderStats stats = new OrderStatsStore(elsewhere, money)
                .find(DateRange.endingWith(day, 1))
                .block(PATIENCE);
        SalesReport report = new SalesReportStore(elsewhere, money)
                .find(new DateRange(day, day.plusDays(2)))
                .block(PATIENCE);

        assertThat(stats.data()).singleElement().satisfies(only -> {
            assertThat(only.date()).isEqualTo(day);
            assertThat(only.sales().revenue().amount()).isEqualTo(110);
        });
        assertThat(report.months())
                .extracting(
                        SalesReport.Month::month,
                        month -> month.sales().revenue().amount())
                .containsExactly(tuple(YearMonth.of(2002, 3), 110L), tuple(YearMonth.of(2002, 4), 1_000L));
    }

    private static DatabaseClient clientIn(String timeZone) {
        PostgresAddress address = SharedBackends.postgres();
        ConnectionFactoryOptions options = ConnectionFactoryOptions.parse(address.r2dbcUrl())
                .mutate()
                .option(USER, address.user())
                .option(PASSWORD, address.password())
                .option(Option.valueOf("options"), Map.of("TimeZone", timeZone))
                .build();
        return DatabaseClient.create(ConnectionFactories.get(options));
    }
}
