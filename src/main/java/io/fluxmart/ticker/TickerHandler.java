package io.fluxmart.ticker;

import io.fluxmart.notifications.Frames;
import io.fluxmart.notifications.Heartbeats;
import io.fluxmart.notifications.NotificationSettings;
import io.fluxmart.notifications.Signal;
import io.fluxmart.platform.http.QueryParams;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
class TickerHandler {

    private static final int MAX_IDS = 100;
    private static final Pattern PRODUCT_IDS =
            Pattern.compile("[0-9]{1,18}(,[0-9]{1,18}){0,%d}".formatted(MAX_IDS - 1));

    private final Ticker ticker;
    private final Heartbeats heartbeats;
    private final NotificationSettings settings;

    TickerHandler(Ticker ticker, Heartbeats heartbeats, NotificationSettings settings) {
        this.ticker = ticker;
        this.heartbeats = heartbeats;
        this.settings = settings;
    }

    Mono<ServerResponse> stream(ServerRequest request) {
        Optional<Long> cursor = Frames.lastEventId(request);
        Set<Long> productIds = QueryParams.read(
                        request,
                        "ids",
                        TickerHandler::idsOf,
                        "up to " + MAX_IDS + " product numbers with commas between")
                .orElse(Set.of());
        ticker.requireRoom();
        return Frames.response(Flux.using(() -> ticker.open(productIds, cursor), this::frames, ticker::close));
    }

    private Flux<byte[]> frames(Watcher watcher) {
        return watcher.frames()
                .takeUntilOther(heartbeats.closing())
                .startWith(Frames.of(Signal.opening(watcher.cursor(), settings.retry())))
                .concatWith(Mono.fromSupplier(() -> Frames.of(Signal.drain())));
    }

    private static Set<Long> idsOf(String text) {
        if (!PRODUCT_IDS.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return Pattern.compile(",").splitAsStream(text).map(Long::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
