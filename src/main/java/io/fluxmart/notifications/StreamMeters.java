package io.fluxmart.notifications;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What the streams of this node do. */
@Component
class StreamMeters {

    final Counter delivered;
    final Counter lagged;
    final Counter replayedFromMemory;
    final Counter replayedFromLog;

    StreamMeters(MeterRegistry meters, NotificationHub hub) {
        Gauge.builder("fluxmart.streams.open", hub, NotificationHub::openStreams)
                .description("Open notification streams and sockets")
                .register(meters);
        this.delivered = Counter.builder("fluxmart.streams.delivered")
                .description("Events written to streams, each once for each reader")
                .register(meters);
        this.lagged = Counter.builder("fluxmart.streams.lagged")
                .description("How often a reader was too slow and had to be served from their cursor later")
                .register(meters);
        this.replayedFromMemory = replays(meters, "memory");
        this.replayedFromLog = replays(meters, "log");
    }

    private static Counter replays(MeterRegistry meters, String from) {
        return Counter.builder("fluxmart.streams.replays")
                .description("Readings of what a reader had missed")
                .tag("from", from)
                .register(meters);
    }
}
