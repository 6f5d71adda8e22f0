package io.fluxmart.sources.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxmart.sources.SourceUnreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlAddressTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://zoe:s%40cret@db.example:3307/store",
                "mariadb://zoe:s%40cret@db.example:3307/store",
                "r2dbc:mysql://zoe:s%40cret@db.example:3307/store?sslMode=VERIFY_IDENTITY&sslCa=/etc/ca.pem",
                "r2dbcs:mysql://zoe:s%40cret@db.example:3307/store",
                "r2dbc:mariadb://zoe:s%40cret@db.example:3307/store"
            })
    void isReadInAnyOfItsForms(String url) {
        MySqlAddress address = MySqlAddress.of(url);

        assertThat(address).hasToString("mysql://db.example:3307/store");
        assertThat(address.database()).isEqualTo("store");
    }

    @Test
    void hasTheUsualPort() {
        assertThat(MySqlAddress.of("mysql://zoe@db.example/store")).hasToString("mysql://db.example:3306/store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://zoe:s3cret@db.example/store",
                "postgres://zoe:s3cret@db.example/store",
                "mysql:/zoe:s3cret@db.example/store",
                "mysql://zoe:s3 cret@db.example/store",
                "mysql://zoe:s3cret@db.example",
                "mysql://zoe:s3cret@db.example/",
                "mysql://zoe:s3cret@/store",
                "mysql://db.example/store",
                "zoe:s3cret",
                ""
            })
    void isRefusedWithoutBeingRepeated(String url) {
        assertThatThrownBy(() -> MySqlAddress.of(url))
                .isInstanceOf(SourceUnreadable.class)
                .hasMessageStartingWith("This is no address of a MySQL or MariaDB database.")
                .hasMessageNotContainingAny("zoe", "s3cret", "db.example")
                .hasNoCause();
    }

    /** The driver itself passes over what it does not know, and a misspelt wish for TLS with it. */
    @ParameterizedTest
    @ValueSource(strings = {"sslmode=VERIFY_IDENTITY", "ssl-mode=REQUIRED", "allowLoadLocalInfileInPath=/", "s3cret"})
    void knowsItsOptions(String option) {
        assertThatThrownBy(() -> MySqlAddress.of("mysql://zoe@db.example/store?" + option))
                .isInstanceOf(SourceUnreadable.class)
                .hasMessageContaining("none of connectTimeout, ssl, sslCa,")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void knowsTheValuesOfItsOptions() {
        assertThatThrownBy(() -> MySqlAddress.of("mysql://zoe@db.example/store?sslMode=perhaps"))
                .isInstanceOf(SourceUnreadable.class)
                .hasMessageContaining("a value that it cannot have");
    }

    @Test
    void namesASourceByItsDatabase() {
        assertThat(MySqlSource.nameOf("mysql://zoe:s3cret@db.example/store")).isEqualTo("mysql:store");
    }
}
