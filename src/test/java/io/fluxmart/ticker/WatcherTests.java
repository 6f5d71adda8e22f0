package io.fluxmart.ticker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.test.subscriber.TestSubscriber;

/** A reader has of each product the newest, however slowly they read. */
class WatcherTests {

    private static final int MAX_PENDING = 3;

    private final Watcher watcher = new Watcher(Set.of(), 10, 10, MAX_PENDING);

    @Test
    void keepsOfEachProductTheNewestForASlowReader() {
        TestSubscriber<String> reader =
                TestSubscriber.builder().initialRequest(0).build();
        watcher.frames().map(String::new).subscribe(reader);

        watcher.offer(bulletin(10, 12, 1, 2));
        watcher.offer(bulletin(12, 13, 1));
        watcher.offer(bulletin(13, 15, 1));
        reader.request(1);
        watcher.offer(bulletin(15, 17, 2));
        reader.request(2);
        watcher.offer(bulletin(17, 18, 2));

        assertThat(reader.getReceivedOnNext())
                .containsExactly("product 1 at 15", "product 2 at 17, id 17", "product 2 at 18, id 18");
    }

    /** Who goes away in between would otherwise never hear of the rest. */
    @Test
    void movesTheCursorWithTheLastFrameOnly() {
        watcher.offer(bulletin(10, 12, 1, 2, 3));

        assertThat(waiting()).containsExactly("product 1 at 12", "product 2 at 12", "product 3 at 12, id 12");
    }

    @Test
    void resetsAReaderForWhomTooManyProductsWait() {
        watcher.offer(bulletin(10, 12, 1, 2));
        watcher.offer(bulletin(12, 14, 3, 4));

        assertThat(waiting()).containsExactly("id:14\nevent:reset\ndata:{}\n\n");

        watcher.offer(bulletin(14, 15, 3));
        assertThat(waiting()).containsExactly("product 3 at 15, id 15");
    }

    @Test
    void resetsAReaderWhoKnowsLessThanABulletinBeginsWith() {
        watcher.offer(bulletin(11, 12, 1));

        assertThat(waiting()).containsExactly("id:12\nevent:reset\ndata:{}\n\n");
    }

    /** A bulletin that goes further back, for the sake of another reader, repeats nothing to this one. */
    @Test
    void tellsNobodyWhatTheyKnow() {
        watcher.offer(new Bulletin(2, 12, List.of(change(1, 10, 12), change(2, 11, 12))));

        assertThat(waiting()).containsExactly("product 2 at 12, id 12");
    }

    @Test
    void tellsOnlyOfTheProductsThatTheReaderFollows() {
        Watcher follower = new Watcher(Set.of(2L), 10, 10, 1);

        follower.offer(bulletin(10, 12, 1, 2, 3));

        assertThat(waiting(follower)).containsExactly("product 2 at 12, id 12");
    }

    @Test
    void movesTheCursorWithAHeartbeatPastWhatDidNotConcernTheReader() {
        Watcher follower = new Watcher(Set.of(2L), 10, 10, 1);
        follower.offer(bulletin(10, 12, 1));

        follower.beat();

        assertThat(waiting(follower)).containsExactly("id:12\n:heartbeat\n\n");
    }

    @Test
    void beatsOnlyBehindWhatWaits() {
        watcher.beat();
        watcher.offer(bulletin(10, 12, 1));
        watcher.beat();

        assertThat(waiting()).containsExactly("product 1 at 12, id 12", "id:12\n:heartbeat\n\n");
    }

    private List<String> waiting() {
        return waiting(watcher);
    }

    private static List<String> waiting(Watcher watcher) {
        return Stream.generate(watcher::poll)
                .takeWhile(Objects::nonNull)
                .map(frame -> new String(frame, UTF_8))
                .toList();
    }

    private static Bulletin bulletin(long after, long upTo, long... productIds) {
        return new Bulletin(
                after,
                upTo,
                LongStream.of(productIds).mapToObj(id -> change(id, upTo, upTo)).toList());
    }

    private static Change change(long productId, long seq, long upTo) {
        String frame = "product " + productId + " at " + upTo;
        return new Change(productId, seq, frame.getBytes(UTF_8), (frame + ", id " + upTo).getBytes(UTF_8));
    }
}
