package io.fluxmart.sources.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.sources.SourceId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlValuesTests {

    @ParameterizedTest
    @CsvSource({
        "2020-02-29 12:30:00, 2020-02-29T12:30:00Z",
        "1960-01-01 00:00:00.123456, 1960-01-01T00:00:00.123456Z",
        "9999-12-31 23:59:59, 9999-12-31T23:59:59Z",
        "1901-05-06, 1901-05-06T00:00:00Z"
    })
    void areInstantsInUtc(String text, Instant instant) {
        assertThat(MySqlValues.time(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-00-00", "0000-00-00 00:00:00", "0000-00-00 00:00:00.000000"})
    void areNoDateAtAll(String text) {
        assertThat(MySqlValues.time(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-00-15", "2020-02-30 00:00:00", "0000-01-00", "soon"})
    void areNoDateThatAnybodyCouldUse(String text) {
        assertThat(MySqlValues.time(text)).isEqualTo(text);
    }

    @Test
    void areTrueOrFalseOrAfterAllANumber() {
        assertThat(MySqlValues.flag(0)).isEqualTo(false);
        assertThat(MySqlValues.flag(1)).isEqualTo(true);
        assertThat(MySqlValues.flag(42)).isEqualTo(42L);
    }

    @Test
    void areLongAsLongAsTheyFit() {
        assertThat(MySqlValues.integer(BigInteger.valueOf(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
        assertThat(MySqlValues.integer(BigInteger.valueOf(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
        assertThat(MySqlValues.integer(new BigInteger("9223372036854775808")))
                .isEqualTo(new BigDecimal("9223372036854775808"));
    }

    @Test
    void areIdsInOneWayOfWritingThem() {
        SourceId id = new SourceId("uuid", "0190b6a0-0000-7000-8000-0000000000ff");

        assertThat(MySqlValues.uuid("0190B6A00000700080000000000000FF")).isEqualTo(id);
        assertThat(MySqlValues.uuid("0190B6A0-0000-7000-8000-0000000000ff")).isEqualTo(id);
    }

    @Test
    void areWhatJsonSays() {
        Object value = MySqlValues.json("""
                {"tags": ["a", "😀"], "n": 1, "big": 18446744073709551615, "price": 0.10, "on": true, "none": null}
                """);

        assertThat(value)
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("tags", List.of("a", "😀"))
                .containsEntry("n", 1L)
                .containsEntry("big", new BigDecimal("18446744073709551615"))
                .containsEntry("price", new BigDecimal("0.10"))
                .containsEntry("on", true)
                .containsEntry("none", null);
        assertThat(MySqlValues.json("[null]")).isEqualTo(Arrays.asList((Object) null));
        assertThat(MySqlValues.json("\"text\"")).isEqualTo("text");
        assertThat(MySqlValues.json("{broken")).isEqualTo("{broken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "null", "\"quoted\"", "", "[1] and more", "{not json}"})
    void areTextsUnlessTheyAreListsOrMaps(String text) {
        assertThat(MySqlValues.jsonOrText(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "tinyint, tinyint(1), FLAG",
        "tinyint, tinyint(4), INTEGER",
        "tinyint, tinyint, INTEGER",
        "int, int(10) unsigned, INTEGER",
        "bigint, bigint unsigned, UNSIGNED",
        "bigint, bigint, INTEGER",
        "bit, bit(1), FLAG",
        "bit, bit(8), BITS",
        "json, json, JSON",
        "datetime, datetime(6), TIME",
        "binary, binary(16), BINARY_UUID",
        "VARCHAR, VARCHAR(50), TEXT"
    })
    void haveAKind(String dataType, String columnType, ColumnKind kind) {
        assertThat(ColumnKind.of(dataType, columnType, null)).contains(kind);
    }

    @Test
    void areJsonInMariaDbWhereATextIsKeptLikeIt() {
        assertThat(ColumnKind.of("longtext", "longtext", "utf8mb4_bin")).contains(ColumnKind.PERHAPS_JSON);
        assertThat(ColumnKind.of("longtext", "longtext", "utf8mb4_general_ci")).contains(ColumnKind.TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blob", "longblob", "varbinary", "geometry", "point"})
    void areNotThereWhereNothingOfOursIsLikeThem(String dataType) {
        assertThat(ColumnKind.of(dataType, dataType, null)).isEmpty();
        assertThat(ColumnKind.of("binary", "binary(20)", null)).isEmpty();
    }
}
