package io.fluxmart.events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What was committed on this node, told before its writer is answered and before it has a number. A hint for those who
 * must not answer the writer with the past; the log tells it again, to every node.
 */
@Component
public class LocalCommits {

    /** Hears of events whose transaction has just been committed here. Must not block. */
    public interface Listener {

        /** @param data JSON */
        void onCommit(String type, String data);
    }

    private static final Logger log = LoggerFactory.getLogger(LocalCommits.class);

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** To be called from a constructor. */
    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    void tell(String type, String data) {
        listeners.forEach(listener -> tell(listener, type, data));
    }

    /** The change is committed, so what one listener does wrong must not become the writer's error. */
    private static void tell(Listener listener, String type, String data) {
        try {
            listener.onCommit(type, data);
        } catch (RuntimeException failed) {
            log.error("A listener failed on a commit of {}", type, failed);
        }
    }
}
