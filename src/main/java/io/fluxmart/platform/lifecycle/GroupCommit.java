package io.fluxmart.platform.lifecycle;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.util.concurrent.Queues;
import reactor.util.context.ContextView;

/**
 * Group commit: while one batch is being written, what arrives gathers; a lane that becomes free takes all that waits, up to
 * a bound. There is no timer, so whoever comes alone waits for nobody, and batches grow by themselves with the load.
 *
 * <p>What was taken in is carried out, whoever hangs up meanwhile.
 *
 * @param <C> what is submitted
 * @param <R> what becomes of one
 */
public final class GroupCommit<C, R> {

    /**
     * How much is done at once.
     *
     * @param lanes batches under way at once
     * @param maxBatch commands in one batch
     * @param maxWaiting commands that wait for a lane; the next is refused
     */
    public record Bounds(int lanes, int maxBatch, int maxWaiting) {}

    private record Waiting<C, R>(C command, CompletableFuture<R> outcome, ContextView request, long since) {}

    private final Bounds bounds;
    private final Function<List<C>, Mono<List<R>>> work;
    private final Supplier<RuntimeException> full;
    private final Queue<Waiting<C, R>> queue =
            Queues.<Waiting<C, R>>unboundedMultiproducer().get(); // bounded by the count of those who wait
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger freeLanes;
    private final AtomicInteger wanted = new AtomicInteger();
    private final DistributionSummary batchSizes;
    private final Timer waits;

    /**
     * @param name of its meters: {@code name.batch.size}, {@code name.wait} and {@code name.waiting}
     * @param work carries out a batch, and tells what became of each, in the same order; its error is everybody's
     * @param full why somebody is refused when too many wait
     */
    public GroupCommit(
            String name,
            Bounds bounds,
            Function<List<C>, Mono<List<R>>> work,
            Supplier<RuntimeException> full,
            MeterRegistry meters) {
        this.bounds = bounds;
        this.work = work;
        this.full = full;
        this.freeLanes = new AtomicInteger(bounds.lanes());
        this.batchSizes = DistributionSummary.builder(name + ".batch.size")
                .description("Commands carried out in one transaction")
                .publishPercentileHistogram()
                .maximumExpectedValue((double) bounds.maxBatch())
                .register(meters);
        this.waits = Timer.builder(name + ".wait")
                .description("From arrival to the beginning of the batch")
                .publishPercentileHistogram()
                .register(meters);
        Gauge.builder(name + ".waiting", waiting, AtomicInteger::get)
                .description("Commands that wait for a lane")
                .register(meters);
    }

    /** What becomes of it; refused at once while too many wait. */
    public Mono<R> submit(C command) {
        return Mono.deferContextual(request -> {
            if (waiting.incrementAndGet() > bounds.maxWaiting()) {
                waiting.decrementAndGet();
                return Mono.error(full);
            }
            CompletableFuture<R> outcome = new CompletableFuture<>();
            queue.add(new Waiting<>(command, outcome, request, System.nanoTime()));
            fillLanes();
            return Mono.fromFuture(outcome, true);
        });
    }

    /** Whether the next would be refused. */
    public boolean isFull() {
        return waiting.get() >= bounds.maxWaiting();
    }

    /** One thread at a time fills lanes; whoever comes meanwhile makes it look once more. */
    private void fillLanes() {
        if (wanted.getAndIncrement() != 0) {
            return;
        }
        int answered = 1;
        while (answered != 0) {
            while (freeLanes.get() > 0 && !queue.isEmpty()) {
                freeLanes.decrementAndGet();
                run(takeBatch());
            }
            answered = wanted.addAndGet(-answered);
        }
    }

    private List<Waiting<C, R>> takeBatch() {
        List<Waiting<C, R>> batch = new ArrayList<>();
        Waiting<C, R> next = queue.poll();
        while (next != null) {
            batch.add(next);
            waits.record(System.nanoTime() - next.since(), TimeUnit.NANOSECONDS);
            next = batch.size() < bounds.maxBatch() ? queue.poll() : null;
        }
        waiting.addAndGet(-batch.size());
        batchSizes.record(batch.size());
        return batch;
    }

    private void run(List<Waiting<C, R>> batch) {
        List<C> commands = batch.stream().map(Waiting::command).toList();
        Mono.defer(() -> work.apply(commands))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("A batch has no outcome")))
                .contextWrite(batch.get(0).request()) // for logs and traces, a batch is the first one's
                .toFuture()
                .whenComplete((outcomes, error) -> {
                    freeLanes.incrementAndGet();
                    fillLanes(); // before anybody is told, so that the store has work while answers are written
                    tell(batch, outcomes, error);
                });
    }

    private static <C, R> void tell(List<Waiting<C, R>> batch, List<R> outcomes, Throwable error) {
        for (int i = 0; i < batch.size(); i++) {
            CompletableFuture<R> outcome = batch.get(i).outcome();
            if (error == null) {
                outcome.complete(outcomes.get(i));
            } else {
                outcome.completeExceptionally(error);
            }
        }
    }
}
