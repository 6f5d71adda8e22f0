package io.fluxmart.limits;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The settings as an operator would get them. */
final class BoundSettings {

    private BoundSettings() {}

    static LimitSettings of(Map<String, ?> named) {
        return new Binder(new MapConfigurationPropertySource(named))
                .bindOrCreate("fluxmart.limits", LimitSettings.class);
    }
}
