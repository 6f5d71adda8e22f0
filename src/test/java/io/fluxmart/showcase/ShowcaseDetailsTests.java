package io.fluxmart.showcase;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What details take and give back. */
@FluxmartTest
class ShowcaseDetailsTests {

    @Autowired
    Shop shop;

    Exhibit exhibit;

    @BeforeEach
    void putSomethingUp() {
        exhibit = Exhibit.in(shop);
    }

    @Test
    void givesBackWhatWasPut() {
        String details = "{'description':'Warm.\\nAnd dry.','attributes':{'z':1,'a':{'wash':30,'iron':null},"
                + "'sizes':[38,39.5,[true,null,{}],[]],'_id':'x','_class':'java.lang.Runtime','id':2,"
                + "'big':9223372036854775807,'e':1.5E300,'_':0.1,'größe':'👟'},"
                + "'pictures':[{'url':'https://example.com/1.png','alt':'A shoe'},{'url':'http://example.com/2'}]}";

        Reply put = exhibit.put(details);

        assertThat(put.status()).as(put.text()).isEqualTo(200);
        assertThat(put.text()).isEqualTo(details.replace('\'', '"'));
        assertThat(exhibit.details().text()).isEqualTo(put.text());
        assertThat(exhibit.details().header("ETag")).isEqualTo("\"1\"").isEqualTo(put.header("ETag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'description':null,'attributes':null,'pictures':null}"})
    void replacesTheWhole(String nothing) {
        exhibit.with("{'description':'d','attributes':{'a':{'b':1}},'pictures':[{'url':'http://a.example'}]}");
        exhibit.with("{'attributes':{'a':{'c':2}}}");
        assertThat(exhibit.details().text())
                .isEqualTo("{\"description\":\"\",\"attributes\":{\"a\":{\"c\":2}},\"pictures\":[]}");

        exhibit.with(nothing);

        assertThat(exhibit.details().text()).isEqualTo("{\"description\":\"\",\"attributes\":{},\"pictures\":[]}");
        assertThat(exhibit.details().header("ETag")).isEqualTo("\"3\"");
    }

    @Test
    void answersNotModifiedUntilTheyChange() {
        String tag = exhibit.with("{}").details().header("ETag");

        assertThat(exhibit.details("If-None-Match", tag).status()).isEqualTo(304);
        exhibit.with("{}");
        assertThat(exhibit.details("If-None-Match", tag).status()).isEqualTo(200);
    }

    @Test
    void knowsNoDetailsWhereThereAreNone() {
        assertThat(exhibit.details().status()).isEqualTo(404);
        assertThat(new Exhibit(shop, 999_999_999).details().status()).isEqualTo(404);
        assertThat(shop.get("/api/products/x/details", null).status()).isEqualTo(404);
    }

    @Test
    void takesNoDetailsOfAProductThatIsNone() {
        Exhibit ghost = new Exhibit(shop, 999_999_999);

        assertThat(ghost.put("{}").code()).isEqualTo("not_found");
        assertThat(ghost.put("{}", "If-Match", "*").status()).isEqualTo(404);
        assertThat(ghost.details().status()).isEqualTo(404);
    }

    /** A6 and A8: refused before anything is stored. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'description':{'$ne':1}} | 400 | /description | wrong_type",
                "{'description':7} | 400 | /description | wrong_type",
                "{'description':'a\\u0000'} | 400 | /description | wrong_type",
                "{'attributes':[]} | 400 | /attributes | wrong_type",
                "{'attributes':'x'} | 400 | /attributes | wrong_type",
                "{'attributes':''} | 400 | /attributes | wrong_type",
                "{'pictures':[{'url':{'$gt':''}}]} | 400 | /pictures/0/url | wrong_type",
                "{'attributes':{'$where':'1'}} | 422 | /attributes/$where | invalid_key",
                "{'attributes':{'a':{'$gt':''}}} | 422 | /attributes/a/$gt | invalid_key",
                "{'attributes':{'a.b':1}} | 422 | /attributes/a.b | invalid_key",
                "{'attributes':{'a/b':1e999999}} | 422 | /attributes/a~1b | number_out_of_range",
                "{'$set':{'revision':7}} | 422 | /$set | unknown_property",
                "{'revision':7} | 422 | /revision | unknown_property",
                "{'pictures':[{'url':'https://a.example'},{}]} | 422 | /pictures/1/url | not_null",
                "{'pictures':[null]} | 422 | /pictures/0 | not_null",
                "{'pictures':[{'url':'javascript:alert(1)'}]} | 422 | /pictures/0/url | web_address",
                "{'pictures':[{'url':'https://a.example','width':7}]} | 422 | /pictures/0/width | unknown_property"
            })
    void refusesWhatDetailsAreNot(String body, int status, String pointer, String code) {
        Reply refused = exhibit.put(body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
        assertThat(refused.json().path("errors").path(0).path("code").asString())
                .isEqualTo(code);
        assertThat(exhibit.details().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'attributes':{'a':1,'a':2}}",
                "{'attributes':{'a':{'b':1,'b':1}}}",
                "{'description':'a','description':'b'}",
                "{'attributes':{'\\ud800':1}}",
                "{'attributes':{'a':NaN}}",
                "{'attributes':{}} {}"
            })
    void refusesWhatIsNoJson(String body) {
        Reply refused = exhibit.put(body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(exhibit.details().status()).isEqualTo(404);
    }

    @Test
    void boundsWhatItTakes() {
        assertThat(exhibit.put("{'description':'" + "d".repeat(20_000) + "'}").status())
                .isEqualTo(200);
        assertThat(exhibit.put("{'description':'" + "d".repeat(20_001) + "'}").status())
                .isEqualTo(422);
        assertThat(exhibit.put("{'pictures':[" + pictures(20) + "]}").status()).isEqualTo(200);
        assertThat(exhibit.put("{'pictures':[" + pictures(21) + "]}").status()).isEqualTo(422);
        assertThat(exhibit.put("{'attributes':" + "{'a':".repeat(60) + "1" + "}".repeat(61))
                        .code())
                .isEqualTo("body_too_complex");
        assertThat(exhibit.put("{'attributes':{'a':[" + "1,".repeat(300_000) + "1]}}")
                        .status())
                .isEqualTo(413);
        assertThat(exhibit.put("{'pictures':[{'url':'http://a.example','alt':'" + "a".repeat(256) + "'}]}")
                        .status())
                .isEqualTo(422);
        assertThat(exhibit.details().header("ETag")).isEqualTo("\"2\"");
    }

    /** 64 KB as JSON in UTF-8, to the byte: 20,000 characters of three bytes, and texts for the rest. */
    @Test
    void takes64KilobytesInAll() {
        String frame =
                "{'description':'" + "€".repeat(20_000) + "','attributes':{'a':'%s','b':'%s','c':'%s'},'pictures':[]}";
        int used = 3 * 20_000 + frame.replace("€", "").replace("%s", "").length();
        String rest = "x".repeat(65_536 - used - 4_000);

        assertThat(exhibit.put(frame.formatted("x".repeat(2_000), "x".repeat(2_000), rest))
                        .status())
                .isEqualTo(200);
        Reply refused = exhibit.put(frame.formatted("x".repeat(2_000), "x".repeat(2_000), rest + "x"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").path(0).path("code").asString())
                .isEqualTo("too_large");
    }

    private static String pictures(int count) {
        return "{'url':'https://example.com/1.png'},".repeat(count - 1) + "{'url':'https://example.com/2.png'}";
    }
}
