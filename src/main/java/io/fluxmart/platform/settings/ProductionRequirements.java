package io.fluxmart.platform.settings;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/** Fails a start with the profile {@code production} that lacks something, before anything is made, and names all of it at once. */
final class ProductionRequirements implements EnvironmentPostProcessor, Ordered {

    private static final Profiles PRODUCTION = Profiles.of("production");

    /** Behind the files of the profile. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.acceptsProfiles(PRODUCTION)) {
            check(new GivenSettings(environment));
        }
    }

    private static void check(GivenSettings given) {
        String missing = Stream.concat(
                        Requirement.ALWAYS.stream(),
                        given.is("fluxmart.stores.require-tls", true)
                                ? Requirement.WITHOUT_MESH.stream()
                                : Stream.empty())
                .filter(requirement -> !requirement.isMet().test(given))
                .map(Requirement::whatToSet)
                .collect(Collectors.joining("; "));
        if (!missing.isEmpty()) {
            throw new SettingsMissing(missing);
        }
    }
}
