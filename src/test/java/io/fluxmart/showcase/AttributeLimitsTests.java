package io.fluxmart.showcase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fluxmart.problem.Violation;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class AttributeLimitsTests {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'colour':'red','sizes':[38,39.5,null,true],'care':{'wash':30,'iron':false}}",
                "{'a':{'a':{'a':{'a':{}}}}}",
                "{'a':[[[[1]]]]}",
                "{'least':-9223372036854775808,'most':9223372036854775807,'tiny':4.9e-324,'huge':1.7976931348623157e308}",
                "{'_id':1,'_class':'x','a b/c~d':1,'größe':'XL','👟':'👟'}"
            })
    void takesWhatIsWithinThem(String attributes) {
        assertThat(violationsOf(attributes)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':{'a':{'a':{'a':{'a':{}}}}}} | /attributes/a/a/a/a/a | too_deep",
                "{'a':{'a':{'a':{'a':[[]]}}}} | /attributes/a/a/a/a/0 | too_deep",
                "{'$where':'1'} | /attributes/$where | invalid_key",
                "{'a':{'$gt':''}} | /attributes/a/$gt | invalid_key",
                "{'a':[1,{'b$':2}]} | /attributes/a/1/b$ | invalid_key",
                "{'a.b':1} | /attributes/a.b | invalid_key",
                "{'':1} | /attributes/ | invalid_key",
                "{'a/b~c.':1} | /attributes/a~1b~0c. | invalid_key",
                "{'a/b':{'~':1e400}} | /attributes/a~1b/~0 | number_out_of_range",
                "{'a':-1e400} | /attributes/a | number_out_of_range",
                "{'a':9223372036854775808} | /attributes/a | number_out_of_range",
                "{'a':-9223372036854775809} | /attributes/a | number_out_of_range",
                "{'a':'x\\u0000'} | /attributes/a | invalid_text",
                "{'a':['\\ud800']} | /attributes/a/0 | invalid_text",
                "{'a':'\\udc00x'} | /attributes/a | invalid_text"
            })
    void saysWhereAndWhatIsWrong(String attributes, String pointer, String code) {
        assertThat(violationsOf(attributes))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple(pointer, code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "a\\nb", "\\u007f", "\\u0085", "\\ud800", "\\udc00a"})
    void takesNoKeyOfSignsThatCannotBeSeen(String key) {
        assertThat(violationsOf("{'" + key + "':1}"))
                .extracting(Violation::code)
                .containsExactly("invalid_key");
    }

    @Test
    void takesKeysOf50Characters() {
        assertThat(violationsOf("{'" + "k".repeat(50) + "':1}")).isEmpty();
        assertThat(violationsOf("{'" + "k".repeat(51) + "':1}"))
                .extracting(Violation::code)
                .containsExactly("invalid_key");
    }

    @Test
    void takesTextsOf2000Characters() {
        assertThat(violationsOf("{'a':'" + "t".repeat(2_000) + "'}")).isEmpty();
        assertThat(violationsOf("{'a':'" + "t".repeat(2_001) + "'}"))
                .extracting(Violation::code)
                .containsExactly("text_too_long");
    }

    /** One of them is the array itself. */
    @Test
    void takes200KeysAndElementsInAll() {
        assertThat(violationsOf("{'a':" + zeros(199) + "}")).isEmpty();
        assertThat(violationsOf("{'a':" + zeros(200) + "}"))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("/attributes", "too_many_values"));
    }

    /** A8: neither the walk nor its answer grows with what is sent. */
    @Test
    void stopsLookingOnceItIsTooMuch() {
        String bad = IntStream.range(0, 50_000).mapToObj(i -> "1e400").collect(Collectors.joining(","));

        assertThat(violationsOf("{'a':[" + bad + "]}")).hasSize(100);
    }

    @Test
    void doesNotRepeatABadKeyForAllThatStandsUnderIt() {
        String key = "k".repeat(10_000);

        assertThat(violationsOf("{'" + key + "':{'$a':1,'$b':2}}"))
                .extracting(Violation::pointer)
                .containsExactly("/attributes/" + key);
    }

    private static String zeros(int count) {
        return "[" + "0,".repeat(count - 1) + "0]";
    }

    private static List<Violation> violationsOf(String attributes) {
        return AttributeLimits.check((ObjectNode) JSON.readTree(attributes.replace('\'', '"')));
    }
}
