package io.fluxmart.restarts;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxmart.testing.Customer;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Many who hold a notification stream open, and come back from where they were, as a browser does. */
final class Readers implements AutoCloseable {

    /** What is broadcast; other events, of products for one, come to everybody as well. */
    static final String TICK = "test.tick";

    private static final int LONGEST_LINE = 16 * 1024;
    private static final int AGAIN_MS = 200;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<Reader> readers = new ArrayList<>();
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger drained = new AtomicInteger();
    private volatile int port;

    Readers(int port) {
        this.port = port;
    }

    void add(Customer who) {
        Reader reader = new Reader(who);
        readers.add(reader);
        reader.connect();
    }

    /** Where those who are cut come back to. */
    void comeBackTo(int port) {
        this.port = port;
    }

    int connected() {
        return connected.get();
    }

    /** How many were told to go. */
    int drained() {
        return drained.get();
    }

    /** The numbers of all broadcasts that each of them got, in the order in which they came. */
    List<List<Long>> received() {
        return readers.stream().map(reader -> List.copyOf(reader.received)).toList();
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Reader {

        private final Customer who;
        private final List<Long> received = Collections.synchronizedList(new ArrayList<>());
        private String lastEventId = "";
        private long retry = AGAIN_MS;

        Reader(Customer who) {
            this.who = who;
        }

        void connect() {
            ChannelFuture connection = new Bootstrap()
                    .group(loop)
                    .channel(NioSocketChannel.class)
                    .handler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            channel.pipeline().addLast(new LineBasedFrameDecoder(LONGEST_LINE), new Lines(Reader.this));
                        }
                    })
                    .connect("127.0.0.1", port);
            connection.addListener(done -> {
                if (!done.isSuccess()) {
                    comeBack(AGAIN_MS);
                }
            });
        }

        void comeBack(long millis) {
            if (!loop.isShuttingDown()) {
                loop.schedule(this::connect, millis, TimeUnit.MILLISECONDS);
            }
        }

        ByteBuf request() {
            return Unpooled.copiedBuffer(
                    "GET /api/notifications/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + who.token()
                            + (lastEventId.isEmpty() ? "" : "\r\nLast-Event-ID: " + lastEventId) + "\r\n\r\n",
                    US_ASCII);
        }
    }

    /** One connection of one reader. */
    private final class Lines extends SimpleChannelInboundHandler<ByteBuf> {

        private final Reader reader;
        private boolean isConnected;
        private String id = "";
        private String event = "";

        Lines(Reader reader) {
            this.reader = reader;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(reader.request());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
            String line = bytes.toString(UTF_8);
            if (line.startsWith("id:")) {
                id = line.substring("id:".length());
            } else if (line.startsWith("event:")) {
                event = line.substring("event:".length());
            } else if (line.startsWith("retry:")) {
                reader.retry = Long.parseLong(line.substring("retry:".length()));
            } else if (line.startsWith(":connected")) {
                isConnected = true;
                connected.incrementAndGet();
            } else if (line.isEmpty()) {
                dispatch(context);
            }
        }

        private void dispatch(ChannelHandlerContext context) {
            if (event.equals("drain")) {
                drained.incrementAndGet();
                context.close();
            } else if (event.equals(TICK)) {
                reader.received.add(Long.valueOf(id));
            }
            reader.lastEventId = id.isEmpty() ? reader.lastEventId : id;
            event = "";
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (isConnected) {
                connected.decrementAndGet();
            }
            reader.comeBack(isConnected ? reader.retry : AGAIN_MS);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
            context.close();
        }
    }
}
