package io.fluxmart.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens many streams of one node and has broadcasts sent: first so many a second, then, as a closed loop, the next as soon
 * as fewer than {@code window} are under way. Prints one line for each measurement. Arguments are {@code name=value}:
 *
 * <pre>
 * port=8080 host=127.0.0.1 streams=10000 opens=1000 (a second) rate=2 (broadcasts a second) seconds=20 (each part)
 * prepare=1 (open all streams once before, so that memory is not that of the first use) warmup=10 (broadcasts)
 * hold=0 (seconds with the streams idle) window=4 (0: no closed loop)
 * login=admin password=fluxmart-demo (or token=…) pid=0 (of the server: measures memory and processor time)
 * </pre>
 */
public final class StreamLoad implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Pattern TOKEN = Pattern.compile("\"accessToken\"\\s*:\\s*\"([^\"]+)\"");

    private final Map<String, String> options;
    private final URI server;
    private final int streams;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
            1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    private final Map<EventLoop, Tally> tallies = new ConcurrentHashMap<>();
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicLong failed = new AtomicLong();
    private final String token;
    private long sent;

    StreamLoad(Map<String, String> options) throws IOException, InterruptedException {
        this.options = options;
        this.server = URI.create("http://" + options.getOrDefault("host", "127.0.0.1") + ":" + number("port", 8080));
        this.streams = number("streams", 10_000);
        this.token = options.containsKey("token") ? options.get("token") : signIn();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            options.put(argument.replaceAll("=.*", ""), argument.replaceAll("^[^=]*=", ""));
        }
        try (StreamLoad load = new StreamLoad(options)) {
            load.run();
        }
    }

    private void run() throws IOException, InterruptedException {
        if (number("prepare", 1) == 1) {
            open();
            close(channels);
        }
        Memory before = memory();
        open();
        memory().print("idle", before, streams);
        TimeUnit.SECONDS.sleep(number("hold", 0));
        warmUp();
        int rate = number("rate", 2);
        if (rate > 0) {
            measure("open loop, " + rate + " broadcasts a second", () -> {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / rate);
                return true;
            });
        }
        int window = number("window", 4);
        if (window > 0) {
            measure("closed loop, " + window + " broadcasts under way", () -> {
                LockSupport.parkNanos(200_000);
                return sent * streams - deliveries() < (long) window * streams;
            });
        }
        memory().print("after that", before, streams);
    }

    /** So many a second, and waits until each has heard the greeting. */
    private void open() {
        Bootstrap bootstrap = new Bootstrap()
                .group(loops)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(streamOf(request()));
        tallies.clear();
        failed.set(0);
        long begin = System.nanoTime();
        int opens = number("opens", 1_000);
        for (int i = 0; i < streams; i++) {
            sleepUntil(begin + TimeUnit.SECONDS.toNanos(i) / opens);
            bootstrap.connect(server.getHost(), server.getPort()).addListener(connected -> {
                if (connected.isSuccess()) {
                    channels.add(((ChannelFuture) connected).channel());
                } else {
                    failed.incrementAndGet();
                }
            });
        }
        double asked = (System.nanoTime() - begin) / 1e9;
        await(
                "all streams stand",
                () -> sum(tally -> tally.connected.sum() + tally.ended.sum()) + failed.get() >= streams);
        double took = (System.nanoTime() - begin) / 1e9;
        print(
                "opened %d streams in %.1f s: %.0f/s asked for, %.0f/s opened, %d failed, %d ended",
                streams, took, streams / asked, streams / took, failed.get(), sum(tally -> tally.ended.sum()));
    }

    private void close(ChannelGroup open) {
        open.close();
        await("all streams are closed", () -> sum(tally -> tally.ended.sum()) + failed.get() >= streams);
    }

    private static void sleepUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private ChannelInitializer<Channel> streamOf(ByteBuf request) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                Tally tally = tallies.computeIfAbsent(channel.eventLoop(), loop -> new Tally());
                channel.pipeline().addLast(new LoadStream(tally, request));
            }
        };
    }

    private ByteBuf request() {
        String text = "GET /api/notifications/stream HTTP/1.1\r\nHost: " + server.getAuthority()
                + "\r\nAccept: text/event-stream\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        return Unpooled.unreleasableBuffer(Unpooled.directBuffer().writeBytes(text.getBytes(UTF_8)));
    }

    private void warmUp() throws IOException, InterruptedException {
        for (int i = 0; i < number("warmup", 10); i++) {
            broadcast();
            awaitDeliveries();
        }
    }

    private void measure(String what, BooleanSupplier mayGoOn) throws IOException, InterruptedException {
        tallies.values().forEach(Tally::forgetDelays);
        long deliveriesBefore = deliveries();
        long sentBefore = sent;
        long cpuBefore = cpuMillis();
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(number("seconds", 20));
        while (System.nanoTime() < end) {
            if (mayGoOn.getAsBoolean()) {
                broadcast();
            }
        }
        awaitDeliveries();
        double took = (System.nanoTime() - begin) / 1e9;
        long delivered = deliveries() - deliveriesBefore;
        int[] delays = Tally.noDelays();
        tallies.values().forEach(tally -> tally.addTo(delays));
        print(
                "%s: %.0f deliveries/s (%d broadcasts, %d streams), p50 %.1f ms, p99 %.1f ms, max %.1f ms,"
                        + " %d missed, %d repeated, %d resets, %d ended, server CPU %.2f us a delivery",
                what,
                delivered / took,
                sent - sentBefore,
                streams,
                Tally.quantile(delays, 0.5),
                Tally.quantile(delays, 0.99),
                Tally.quantile(delays, 1),
                sum(tally -> tally.missed),
                sum(tally -> tally.repeated),
                sum(tally -> tally.resets),
                sum(tally -> tally.ended.sum()),
                (cpuMillis() - cpuBefore) * 1_000.0 / Math.max(1, delivered));
    }

    private void awaitDeliveries() {
        await(
                "all deliveries",
                () -> deliveries() >= sent * (streams - failed.get() - sum(tally -> tally.ended.sum())));
    }

    private long deliveries() {
        return sum(tally -> tally.deliveries.sum());
    }

    private long sum(ToLongFunction<Tally> figure) {
        Collection<Tally> all = tallies.values();
        return all.stream().mapToLong(figure).sum();
    }

    private void broadcast() throws IOException, InterruptedException {
        sent++;
        String body = "{\"type\":\"load.tick\",\"data\":{\"n\":" + sent + ",\"at\":" + System.nanoTime()
                + ",\"text\":\"something that everybody should hear about\"}}";
        HttpResponse<String> answer = post("/api/notifications", body, token);
        if (answer.statusCode() != 202) {
            throw new IllegalStateException(
                    "A broadcast was answered with " + answer.statusCode() + " " + answer.body());
        }
    }

    private String signIn() throws IOException, InterruptedException {
        String body = "{\"login\":\"" + options.getOrDefault("login", "admin") + "\",\"password\":\""
                + options.getOrDefault("password", "fluxmart-demo") + "\"}";
        Matcher found = TOKEN.matcher(post("/api/tokens", body, "").body());
        if (!found.find()) {
            throw new IllegalStateException("Cannot sign in");
        }
        return found.group(1);
    }

    private HttpResponse<String> post(String path, String body, String bearer)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Not within " + PATIENCE + ": " + what);
            }
            LockSupport.parkNanos(500_000);
        }
    }

    /** Of the server, after a collection, in kilobytes; 0 when its process is not given. Linux only. */
    private record Memory(long resident, long heap) {

        void print(String when, Memory before, int streams) {
            StreamLoad.print(
                    "memory, %s: %.2f KB resident a stream (%d KB, %d KB before), %.2f KB of live heap a stream",
                    when,
                    (resident - before.resident) / (double) streams,
                    resident,
                    before.resident,
                    (heap - before.heap) / (double) streams);
        }
    }

    private Memory memory() throws IOException, InterruptedException {
        String pid = options.getOrDefault("pid", "0");
        if (pid.equals("0")) {
            return new Memory(0, 0);
        }
        String heap = "";
        for (int i = 0; i < 3; i++) {
            jcmd(pid, "GC.run");
            heap = jcmd(pid, "GC.heap_info");
            TimeUnit.SECONDS.sleep(1);
        }
        String status = Files.readString(Path.of("/proc", pid, "status"));
        return new Memory(numberIn("VmRSS:\\s+(\\d+) kB", status), numberIn("used (\\d+)K", heap));
    }

    private static String jcmd(String pid, String what) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, pid, what).start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    private static long numberIn(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private long cpuMillis() {
        return ProcessHandle.of(number("pid", 0))
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toMillis)
                .orElse(0L);
    }

    private int number(String name, int fallback) {
        return Integer.parseInt(options.getOrDefault(name, String.valueOf(fallback)));
    }

    private static void print(String line, Object... figures) {
        System.out.println(line.formatted(figures));
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
