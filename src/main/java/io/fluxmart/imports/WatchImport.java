package io.fluxmart.imports;

import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows how far an import is, whoever runs it. */
@Component
public class WatchImport {

    private final ImportStore imports;

    WatchImport(ImportStore imports) {
        this.imports = imports;
    }

    /** Its record, once in each interval, without an end. A look that fails is left out. */
    public Flux<Import> every(Duration interval, UUID id) {
        return Flux.interval(interval)
                .onBackpressureDrop()
                .concatMap(tick -> imports.find(id).onErrorResume(error -> Mono.empty()), 1);
    }
}
