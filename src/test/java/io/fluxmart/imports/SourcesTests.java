package io.fluxmart.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fluxmart.sources.Source;
import io.fluxmart.sources.mongo.MongoSource;
import io.fluxmart.sources.mysql.MySqlSource;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import reactor.core.publisher.Flux;

class SourcesTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mongodb://host/shop | mongodb://host/shop",
                "mongodb://u:secret@one:27017,two:27018/shop?replicaSet=rs | mongodb://one:27017,two:27018/shop",
                "mongodb+srv://u:secret@cluster.example.com/shop | mongodb+srv://cluster.example.com/shop",
                "mysql://u:secret@host:3306/shop?password=secret | mysql://host:3306/shop",
                "mariadb://u:sec%40ret@host/shop | mariadb://host/shop",
                "r2dbc:mysql://u:secret@host/shop | r2dbc:mysql://host/shop"
            })
    void showNoCredentials(String uri, String shown) {
        assertThat(SourceAddress.of(uri)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "secret",
                "mongodb://u:secret@host",
                "mongodb://u:secret@host/",
                "mongodb://u:secret@/shop",
                "mongodb://u:sec/ret@host/shop",
                "mongodb://u:sec%ret@host/shop",
                "mongodb://u:secret@host:port/shop",
                "mysql://u:secret@host/shop?sslMod=REQUIRED",
                "mysql://host/shop",
                "postgresql://u:secret@host/shop",
                "http://u:secret@169.254.169.254/latest",
                "jdbc:mysql://u:secret@host/shop",
                "file:///etc/passwd"
            })
    void failAStartWithTheNameOfThePropertyAndNothingOfItsValue(String uri) {
        assertThatIllegalStateException()
                .isThrownBy(() -> sources("oldshop", uri))
                .withMessageContaining("fluxmart.imports.sources.oldshop.uri")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("secret", "169.254"))
                .withNoCause();
    }

    @Test
    void failAStartWithoutAnAddressOrWithANameThatCouldBeOne() {
        assertThatIllegalStateException()
                .isThrownBy(() -> sources("oldshop", null))
                .withMessage("fluxmart.imports.sources.oldshop.uri is missing");
        assertThatIllegalStateException().isThrownBy(() -> sources("mongodb://host/shop", "mongodb://host/shop"));
    }

    @Test
    void openNothingButWhatTheSettingsName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sources("oldshop", "mongodb://host/shop").named("mongodb://host/shop"));
    }

    /** Neither connects before it is asked for something: there is nobody at port 1. */
    @Test
    void openByTheSchemeOfTheAddress() {
        Source mongo = sources("old", "mongodb://u:secret@127.0.0.1:1/shop").named("old");
        Source mysql = sources("old", "mysql://u:secret@127.0.0.1:1/shop").named("old");

        assertThat(mongo).isInstanceOf(MongoSource.class);
        assertThat(mysql).isInstanceOf(MySqlSource.class);
        Flux.just(mongo, mysql).concatMap(Source::close).blockLast(Duration.ofSeconds(20));
    }

    /** Where somebody forgets the last word, the binder must not show the value in its refusal. */
    @ParameterizedTest
    @ValueSource(strings = {"FLUXMART_IMPORTS_SOURCES_OLDSHOP_URI", "FLUXMART_IMPORTS_SOURCES_OLDSHOP"})
    void areNamedByTheEnvironment(String variable) {
        MutablePropertySources environment = new MutablePropertySources();
        environment.addLast(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                Map.of(variable, "mongodb://u:secret@host/shop")));
        ImportNodeSettings settings = new Binder(ConfigurationPropertySources.from(environment))
                .bind("fluxmart.imports", ImportNodeSettings.class)
                .get();

        assertThat(new Sources(settings).names()).containsExactly("oldshop");
        assertThat(settings.toString()).doesNotContain("secret");
    }

    private static Sources sources(String name, String uri) {
        return new Sources(new ImportNodeSettings(Map.of(name, new NamedSource(uri)), null, null, null));
    }
}
