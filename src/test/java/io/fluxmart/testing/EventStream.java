package io.fluxmart.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.Disposable;

/** An open stream of events. */
public final class EventStream implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ParameterizedTypeReference<ServerSentEvent<String>> FRAME =
            new ParameterizedTypeReference<>() {};

    private final BlockingQueue<ServerSentEvent<String>> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<ServerSentEvent<String>> comments = new LinkedBlockingQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Disposable subscription;
    private volatile String lastEventId;

    EventStream(Shop shop, String path, Customer who, String lastEventId) {
        this(shop, path, headers -> headers.setBearerAuth(who.token()), lastEventId);
    }

    EventStream(Shop shop, String path, Consumer<HttpHeaders> who, String lastEventId) {
        this.lastEventId = lastEventId;
        subscription = shop.http()
                .get()
                .uri(path)
                .headers(who)
                .headers(headers -> {
                    if (lastEventId != null) {
                        headers.set("Last-Event-ID", lastEventId);
                    }
                })
                .accept(MediaType.TEXT_EVENT_STREAM)
                .retrieve()
                .bodyToFlux(FRAME)
                .doFinally(signal -> end.countDown())
                .subscribe(this::take, error -> {});
        assertThat(nextOf(comments).comment()).isEqualTo("connected");
    }

    private void take(ServerSentEvent<String> frame) {
        if (frame.id() != null) {
            lastEventId = frame.id();
        }
        (frame.data() == null ? comments : events).add(frame);
    }

    public ServerSentEvent<String> next() {
        return nextOf(events);
    }

    public List<ServerSentEvent<String>> next(int count) {
        List<ServerSentEvent<String>> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(next());
        }
        return taken;
    }

    /** The next events whose type begins so; others in between are passed over. */
    public List<ServerSentEvent<String>> next(int count, String type) {
        List<ServerSentEvent<String>> taken = new ArrayList<>();
        while (taken.size() < count) {
            ServerSentEvent<String> event = next();
            if (String.valueOf(event.event()).startsWith(type)) {
                taken.add(event);
            }
        }
        return taken;
    }

    /** The next comment that is not the greeting. */
    public ServerSentEvent<String> nextComment() {
        return nextOf(comments);
    }

    /** Events that came and were not taken yet. */
    public int waiting() {
        return events.size();
    }

    public boolean hasNothingMore() {
        return events.isEmpty();
    }

    public String lastEventId() {
        return lastEventId;
    }

    public void awaitEnd() {
        try {
            assertThat(end.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("the stream ends")
                    .isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static ServerSentEvent<String> nextOf(BlockingQueue<ServerSentEvent<String>> queue) {
        try {
            ServerSentEvent<String> frame = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(frame).as("a frame within " + PATIENCE).isNotNull();
            return frame;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        subscription.dispose();
    }
}
