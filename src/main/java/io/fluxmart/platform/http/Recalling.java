package io.fluxmart.platform.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** A handler whose answer may be in memory: where anybody may have it, it is given out at the door (docs/adr/0032). */
public interface Recalling extends HandlerFunction<ServerResponse> {

    /**
     * What {@link #handle} would answer with 200 just now, if that is in memory and depends on nothing of the request but
     * its path; null otherwise.
     *
     * @param pathVariables as the route's pattern names them
     */
    @Nullable
    EncodedJson recall(Map<String, String> pathVariables);
}
