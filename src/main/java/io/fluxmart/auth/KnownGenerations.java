package io.fluxmart.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxmart.credentials.VoidedGeneration;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The generations that this node has read: each is kept as long as a token or a session of an older one could live. */
final class KnownGenerations {

    /** Times are those of the beginning of a transaction; the limits on statements and idle transactions are seconds. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(1);

    private static final long NONE = 0;

    private final Cache<UUID, Long> generations;
    private volatile @Nullable OffsetDateTime newest;

    KnownGenerations(Duration memory) {
        generations = Caffeine.newBuilder().expireAfterWrite(memory).build();
    }

    /** The first generation of the user that is good, as far as this node knows. */
    long of(UUID userId) {
        Long known = generations.getIfPresent(userId);
        return known == null ? NONE : known;
    }

    /** Where to read on; null before the first reading. What was read shortly before is read again. */
    @Nullable
    OffsetDateTime readFrom() {
        OffsetDateTime last = newest;
        return last == null ? null : last.minus(LONGEST_TRANSACTION);
    }

    /** Takes a whole reading in, and tells what of it was not known. */
    List<VoidedGeneration> take(List<VoidedGeneration> reading) {
        List<VoidedGeneration> news = reading.stream()
                .filter(voided -> voided.generation() > of(voided.userId()))
                .toList();
        news.forEach(voided -> generations.put(voided.userId(), voided.generation()));
        reading.stream()
                .map(VoidedGeneration::at)
                .max(Comparator.comparing(OffsetDateTime::toInstant))
                .ifPresent(last -> newest = last);
        return news;
    }
}
