package io.fluxmart.load.bench;

import io.fluxmart.load.StreamLoad;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Who holds streams open.
 *
 * @param token of somebody who may broadcast
 * @param pid of the Java whose memory and processor time are measured; 0 for another kind of server
 */
record StreamServer(String name, String url, String token, long pid, AutoCloseable process) {

    static StreamServer java(String name, Baseline baseline) {
        return new StreamServer(name, baseline.url(), "none", baseline.process().pid(), baseline);
    }

    static StreamServer other(String name, Baseline baseline) {
        return new StreamServer(name, baseline.url(), "none", 0, baseline);
    }

    /**
     * In a process of its own, so that the load of one turn leaves nothing behind for the next.
     *
     * @param isFirst opens them all once before, so that memory is not that of the first use
     */
    StreamFigure hold(int streams, int seconds, boolean isFirst) {
        return StreamFigure.of(Tool.run(
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StreamLoad.class.getName(),
                        "port=" + URI.create(url).getPort(),
                        "streams=" + streams,
                        "seconds=" + seconds,
                        "prepare=" + (isFirst ? 1 : 0),
                        "token=" + token,
                        "pid=" + pid)));
    }

    void close() {
        try {
            process.close();
        } catch (Exception failed) {
            throw new IllegalStateException(name + " does not stop", failed);
        }
    }
}
