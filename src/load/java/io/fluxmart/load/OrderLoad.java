package io.fluxmart.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Orders over connections that are kept open: as fast as answers come, or so many a second whatever the answers take. What
 * is due while no connection is free waits for one, and its time counts from when it was due, so that a server that stalls
 * cannot hide it (coordinated omission). Everything happens on one event loop.
 */
public final class OrderLoad implements AutoCloseable {

    private static final AtomicLong KEYS = new AtomicLong(System.nanoTime());
    private static final int PRODUCTS = 1_000;
    private static final int LINES = 3;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final URI server;
    private final List<Buyer> buyers;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Deque<Long> due = new ArrayDeque<>();
    private Answers answers = new Answers();
    private BooleanSupplier isClosedLoop = () -> false;
    private int open;
    private long asked;
    private int buyer;

    public OrderLoad(String url, List<Buyer> buyers) {
        this.server = URI.create(url);
        this.buyers = buyers;
    }

    /** As many orders as so many connections get answers to. */
    public Answers closed(int connections, int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        return run(connections, seconds, () -> {
            isClosedLoop = () -> System.nanoTime() < end;
            while (!idle.isEmpty()) {
                idle.poll().send(System.nanoTime());
            }
        });
    }

    /** So many orders a second. */
    public Answers open(int connections, int seconds, double rate) {
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        return run(connections, seconds, () -> {
            isClosedLoop = () -> false;
            asked = 0;
            tick(begin, end, rate);
        });
    }

    private void tick(long begin, long end, double rate) {
        long now = Math.min(System.nanoTime(), end);
        while (asked < (now - begin) * rate / 1e9) {
            due.add(begin + (long) (asked++ / rate * 1e9));
        }
        while (!due.isEmpty() && !idle.isEmpty()) {
            idle.poll().send(due.poll());
        }
        if (now < end) {
            loop.schedule(() -> tick(begin, end, rate), 500, TimeUnit.MICROSECONDS);
        }
    }

    private Answers run(int connections, int seconds, Runnable work) {
        connect(connections);
        CompletableFuture<Answers> done = new CompletableFuture<>();
        loop.execute(() -> {
            answers = new Answers();
            work.run();
            loop.schedule(() -> finish(done), seconds, TimeUnit.SECONDS);
        });
        return done.join();
    }

    /** Whoever was asked for and has no answer yet is waited for. */
    private void finish(CompletableFuture<Answers> done) {
        if (due.isEmpty() && idle.size() == open) {
            done.complete(answers);
        } else {
            loop.schedule(() -> finish(done), 1, TimeUnit.MILLISECONDS);
        }
    }

    private void connect(int connections) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpResponseDecoder(), new Connection());
                    }
                });
        while (open < connections) {
            bootstrap.connect(server.getHost(), server.getPort()).syncUninterruptibly();
            open++;
        }
    }

    private ByteBuf request() {
        Buyer who = buyers.get(buyer++ % buyers.size());
        StringBuilder items = new StringBuilder();
        for (int line = 0; line < LINES; line++) {
            long product = (long) line * (PRODUCTS / LINES) + 1 + (long) (Math.random() * (PRODUCTS / LINES));
            items.append(line == 0 ? "" : ",")
                    .append("{\"productId\":")
                    .append(product)
                    .append(",\"quantity\":1}");
        }
        byte[] body = ("{\"items\":[" + items + "]}").getBytes(UTF_8);
        String head = "POST /api/orders HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nAuthorization: Bearer "
                + who.token() + "\r\nIdempotency-Key: load-" + KEYS.incrementAndGet()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        return Unpooled.wrappedBuffer(head.getBytes(US_ASCII), body);
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Connection extends SimpleChannelInboundHandler<HttpObject> {

        private @Nullable ChannelHandlerContext context;
        private long dueAt;
        private int status;

        @Override
        public void channelActive(ChannelHandlerContext context) {
            this.context = context;
            idle.add(this);
        }

        void send(long since) {
            dueAt = since;
            requireNonNull(context).writeAndFlush(request());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
            if (part instanceof HttpResponse head) {
                status = head.status().code();
            }
            if (part instanceof LastHttpContent) {
                answers.note(status, System.nanoTime() - dueAt);
                goOn();
            }
        }

        private void goOn() {
            if (!due.isEmpty()) {
                send(due.poll());
            } else if (isClosedLoop.getAsBoolean()) {
                send(System.nanoTime());
            } else {
                idle.add(this);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (!loop.isShuttingDown()) {
                throw new IllegalStateException("The server hung up");
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            answers.note(0, System.nanoTime() - dueAt);
            context.close();
        }
    }
}
