package io.fluxmart.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * What streams cost at least: Reactor Netty alone, which keeps nothing, checks nobody, and writes one shared chunk below
 * the HTTP encoder. It answers the requests of {@link StreamLoad}. Argument: the port.
 */
public final class BareStreams {

    /** Touched by its event loop only. */
    private static final class Loop {

        private final Set<Channel> channels = new LinkedHashSet<>();

        void write(ByteBuf chunk) {
            for (Channel channel : channels) {
                ChannelHandlerContext encoder = channel.pipeline().context(NettyPipeline.HttpCodec);
                encoder.writeAndFlush(chunk.duplicate(), channel.voidPromise());
            }
        }
    }

    private final Map<EventLoop, Loop> loops = new ConcurrentHashMap<>();
    private final AtomicLong seq = new AtomicLong();

    private BareStreams() {}

    public static void main(String[] arguments) {
        BareStreams bare = new BareStreams();
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .route(routes -> routes.get("/api/notifications/stream", bare::open)
                        .post("/api/notifications", bare::broadcast)
                        .post(
                                "/api/tokens",
                                (request, response) -> response.sendString(Mono.just("{\"accessToken\":\"none\"}"))))
                .bindNow();
        server.onDispose().block();
    }

    private Publisher<Void> open(HttpServerRequest request, HttpServerResponse response) {
        response.sse().withConnection(this::admit);
        return response.sendHeaders()
                .then()
                .then(Mono.defer(() -> greet(response)))
                .then(Mono.never());
    }

    private Mono<Void> greet(HttpServerResponse response) {
        response.withConnection(connection -> connection
                .channel()
                .eventLoop()
                .execute(() -> connection
                        .channel()
                        .pipeline()
                        .context(NettyPipeline.HttpCodec)
                        .writeAndFlush(chunk("retry:3000\n:connected\n\n"))));
        return Mono.empty();
    }

    private void admit(Connection connection) {
        Channel channel = connection.channel();
        Loop loop = loops.computeIfAbsent(channel.eventLoop(), key -> new Loop());
        channel.eventLoop().execute(() -> loop.channels.add(channel));
        channel.closeFuture().addListener(closed -> loop.channels.remove(channel));
    }

    private Publisher<Void> broadcast(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .aggregate()
                .asString()
                .doOnNext(this::tell)
                .then(response.status(202).send());
    }

    private void tell(String body) {
        String data = body.replaceFirst("^.*\"data\":", "").replaceFirst("}$", "");
        ByteBuf chunk = Unpooled.unreleasableBuffer(
                chunk("id:" + seq.incrementAndGet() + "\nevent:load.tick\ndata:" + data + "\n\n"));
        loops.forEach((eventLoop, loop) -> eventLoop.execute(() -> loop.write(chunk)));
    }

    private static ByteBuf chunk(String frame) {
        byte[] bytes = (Integer.toHexString(frame.length()) + "\r\n" + frame + "\r\n").getBytes(UTF_8);
        return Unpooled.directBuffer(bytes.length).writeBytes(bytes);
    }
}
