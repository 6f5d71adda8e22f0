package io.fluxmart.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTests {

    @Test
    void cutsAPageAndPointsBehindItsLastRow() {
        Page<Integer> page = Page.cut(List.of(1, 2, 3), 2, String::valueOf);

        assertThat(page.data()).containsExactly(1, 2);
        assertThat(page.page()).isEqualTo(new Page.Position("2", true));
    }

    @Test
    void knowsTheLastPage() {
        assertThat(Page.cut(List.of(1, 2), 2, String::valueOf).page()).isEqualTo(new Page.Position(null, false));
        assertThat(Page.cut(List.<Integer>of(), 2, String::valueOf).data()).isEmpty();
    }

    @Test
    void readsItsOwnCursor() {
        String encoded = Cursor.of("a b", 42, "ü").encoded();

        assertThat(encoded).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.<Long>decode(encoded, 3, cursor -> cursor.number(1))).isEqualTo(42);
        assertThat(Cursor.<String>decode(encoded, 3, cursor -> cursor.text(2))).isEqualTo("ü");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "YQ", "AAAA", "bmV3ZXN0HzA"})
    void refusesWhatItDidNotWrite(String encoded) {
        assertThatExceptionOfType(InvalidCursor.class)
                .isThrownBy(() -> Cursor.<Long>decode(encoded, 3, cursor -> cursor.number(1)));
    }

    @Test
    void refusesAnEndlessCursor() {
        assertThatExceptionOfType(InvalidCursor.class)
                .isThrownBy(() -> Cursor.<String>decode("a".repeat(2_000), 1, cursor -> cursor.text(0)));
    }
}
