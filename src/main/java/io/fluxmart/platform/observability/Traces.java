package io.fluxmart.platform.observability;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.util.context.ContextView;

/** Whether this node makes traces, which the profile {@code tracing} turns on, and spans below those of requests. */
@Component
public final class Traces {

    private final @Nullable Tracer tracer;

    @Autowired
    Traces(ObjectProvider<Tracer> tracer) {
        this(tracer.getIfAvailable());
    }

    private Traces(@Nullable Tracer tracer) {
        this.tracer = tracer == Tracer.NOOP ? null : tracer;
    }

    public static Traces none() {
        return new Traces((Tracer) null);
    }

    public boolean areMade() {
        return tracer != null;
    }

    /**
     * Begins a span of a call to another process.
     *
     * @param request on whose behalf; what is done on nobody's behalf, and requests that are not sampled, have no spans
     */
    public Span begin(String name, ContextView request) {
        Span parent = tracer == null ? null : spanOf(request);
        return tracer == null || parent == null || parent.isNoop()
                ? Span.NOOP
                : tracer.spanBuilder()
                        .setParent(parent.context())
                        .kind(Span.Kind.CLIENT)
                        .name(name)
                        .start();
    }

    private static @Nullable Span spanOf(ContextView request) {
        @Nullable Observation observation = request.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
        @Nullable
        TracingContext tracing =
                observation == null ? null : observation.getContext().get(TracingContext.class);
        return tracing == null ? null : tracing.getSpan();
    }
}
