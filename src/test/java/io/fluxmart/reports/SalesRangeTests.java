package io.fluxmart.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Which ranges a sales report may be asked for. */
@FluxmartTest
class SalesRangeTests {

    @Autowired
    Shop shop;

    @ParameterizedTest
    @CsvSource({
        "to=1999-02-01,?from",
        "from=&to=1999-02-01,?from",
        "from=1999-01-01,?to",
        "from=1999-02-30&to=1999-04-01,?from",
        "from=1999-1-1&to=1999-04-01,?from",
        "from=1999-01-01T00:00:00Z&to=1999-04-01,?from",
        "from=0000-01-01&to=0001-01-01,?from",
        "from=-0001-01-01&to=0001-01-01,?from",
        "from=1999-01-01&to=%2B999999999-01-01,?to",
        "from=1999-01-01&to=tomorrow,?to",
        "from=1999-01-01&to=1999-01-01,?to",
        "from=1999-01-02&to=1999-01-01,?to",
        "from=1999-01-01&to=2009-01-09,?to"
    })
    void refusesARangeThatIsNone(String query, String parameter) {
        Reply refused = shop.get("/api/reports/sales?" + query, shop.admin());

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("invalid_parameter");
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo(parameter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=1999-01-01&to=2009-01-08",
                "from=0001-01-01&to=0001-01-02",
                "from=9999-12-30&to=9999-12-31",
                "from=1996-02-29&to=1996-03-01"
            })
    void acceptsEveryRangeOfTenYears(String query) {
        Reply reply = shop.get("/api/reports/sales?" + query, shop.admin());

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().path("months").size()).isGreaterThan(0);
    }
}
