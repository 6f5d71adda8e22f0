package io.fluxmart.caching;

import io.fluxmart.events.EventFeed;
import java.time.Duration;

/** How far this node has followed the event log. */
interface LogPosition {

    /** Number of the last event that was handed out here. */
    long head();

    /** Whether that was the end of the log a short while ago. */
    boolean isCurrent();

    static LogPosition of(EventFeed feed, Duration lease) {
        return new LogPosition() {
            @Override
            public long head() {
                return feed.head();
            }

            @Override
            public boolean isCurrent() {
                return feed.isCurrent(lease);
            }
        };
    }
}
