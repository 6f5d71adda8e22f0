package io.fluxmart.platform.streams;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.VoidChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A response body that goes on after its exchange is over. The head is written as always, with no body; the last, empty
 * chunk, by which the server ends the response, is withheld here until the body really ends. In between its author writes
 * whole chunks below the HTTP encoder, so that many bodies can share their bytes, and of the exchange nothing is kept but
 * what the server itself needs to go on with the connection (docs/adr/0027).
 *
 * <p>Everything but {@link #open}, {@link #isPossible} and {@link #atEndOf} belongs to the channel's event loop.
 */
public final class OpenBody extends ChannelDuplexHandler {

    /** Whoever writes a body. Is called on the event loop of its channel, and must not block. */
    public interface Author {

        /** The head is written; chunks may follow. */
        void onOpen(OpenBody body);

        /** There is room again. */
        void onRoom();

        /** The body has ended, by whomever. Comes once, and only after it was open. */
        void onEnd();
    }

    private static final String NAME = "fluxmart.openBody";
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final int MOST_FRAMING = 12; // eight hexadecimal digits, two line ends

    private enum State {
        AWAITED,
        OPEN,
        ENDED
    }

    private final Author author;
    private State state = State.AWAITED;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ChannelHandlerContext encoder;
    private @Nullable ChannelPromise unheard;
    private @Nullable Object lastChunk;
    private @Nullable ChannelPromise lastWritten;
    private @Nullable Runnable atEnd;

    OpenBody(Author author) {
        this.author = author;
    }

    /** Only HTTP/1.1 has chunks, and only where the server is Reactor Netty do we know what is below its encoder. */
    public static boolean isPossible(ServerHttpResponse response) {
        return ServerHttpResponseDecorator.getNativeResponse(response) instanceof HttpServerResponse server
                && HttpVersion.HTTP_1_1.equals(server.version())
                && HttpMethod.GET.equals(server.method())
                && hasEncoder(server);
    }

    private static boolean hasEncoder(HttpServerResponse server) {
        boolean[] found = new boolean[1];
        server.withConnection(
                connection -> found[0] = connection.channel().pipeline().context(NettyPipeline.HttpCodec) != null);
        return found[0];
    }

    /** Writes the head, and completes when the exchange has no more to do. */
    public static Mono<Void> open(ServerHttpResponse response, Author author) {
        return Mono.defer(() -> {
            HttpServerResponse server = ServerHttpResponseDecorator.getNativeResponse(response);
            server.compression(false)
                    .withConnection(connection -> connection
                            .channel()
                            .pipeline()
                            .addAfter(NettyPipeline.HttpCodec, NAME, new OpenBody(author)));
            return response.writeAndFlushWith(Flux.empty());
        });
    }

    /** Runs it when the body that is open on this channel has ended; at once where there is none. */
    public static void atEndOf(Channel channel, Runnable action) {
        OpenBody body = channel.pipeline().get(OpenBody.class);
        if (body == null) {
            action.run();
        } else if (channel.eventLoop().inEventLoop()) {
            body.addAtEnd(action);
        } else {
            channel.eventLoop().execute(() -> body.addAtEnd(action));
        }
    }

    private void addAtEnd(Runnable action) {
        if (state == State.ENDED) {
            action.run();
        } else {
            Runnable before = atEnd;
            atEnd = before == null
                    ? action
                    : () -> {
                        before.run();
                        action.run();
                    };
        }
    }

    public EventLoop eventLoop() {
        return channel().eventLoop();
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether the channel takes more. What is written nevertheless waits in memory. */
    public boolean hasRoom() {
        return channel().isWritable();
    }

    /** One chunk (RFC 9112, section 7.1) of the channel's own memory; to be released by whoever asked for it. */
    public ByteBuf chunkOf(byte[] bytes) {
        return channel()
                .alloc()
                .directBuffer(bytes.length + MOST_FRAMING)
                .writeBytes(Integer.toHexString(bytes.length).getBytes(US_ASCII))
                .writeBytes(LINE_END)
                .writeBytes(bytes)
                .writeBytes(LINE_END);
    }

    /** Releases the chunk when it is sent. Nothing is sent before {@link #flush}. */
    public void write(ByteBuf chunk) {
        requireNonNull(encoder).write(chunk, requireNonNull(unheard));
    }

    public void flush() {
        requireNonNull(encoder).flush();
    }

    /** Ends the response as the server wanted to. A client that does not read is cut off instead. */
    public void end() {
        if (state != State.OPEN) {
            return;
        }
        if (hasRoom()) {
            ChannelHandlerContext here = requireNonNull(context);
            here.writeAndFlush(requireNonNull(lastChunk), requireNonNull(lastWritten));
            lastChunk = null;
            here.pipeline().remove(this);
        } else {
            abort();
        }
    }

    /** Cuts the connection, so that the client notices that something is missing. */
    public void abort() {
        channel().close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
        this.unheard =
                new VoidChannelPromise(context.channel(), false); // a broken channel closes, which says it once for all
        this.encoder = context.pipeline().context(NettyPipeline.HttpCodec);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (state == State.AWAITED && isRefusal(message)) {
            context.write(message, promise);
            context.pipeline().remove(this);
        } else if (state == State.AWAITED && message instanceof LastHttpContent) {
            lastChunk = message;
            lastWritten = promise;
            state = State.OPEN;
            author.onOpen(this);
            eventLoop().execute(this::forgetHeaders);
        } else {
            context.write(message, promise);
        }
    }

    /** Something went wrong before the head was written. */
    private static boolean isRefusal(Object message) {
        return message instanceof FullHttpResponse
                || message instanceof HttpResponse head && !head.status().equals(HttpResponseStatus.OK);
    }

    /** They are almost half of what an open stream would hold on to. The exchange is over, so nobody asks for them any more. */
    private void forgetHeaders() {
        if (ChannelOperations.get(channel()) instanceof HttpServerRequest request
                && request instanceof HttpServerResponse response
                && isOpen()) {
            request.requestHeaders().clear();
            response.responseHeaders().clear();
        }
    }

    /** A client that asks for more before this has ended would have its requests gathered, without a bound. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            ReferenceCountUtil.release(message);
            context.close();
        } else {
            context.fireChannelRead(message);
        }
    }

    /** Not within the flush that made the room. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (state == State.OPEN && hasRoom()) {
            eventLoop().execute(this::tellOfRoom);
        }
        context.fireChannelWritabilityChanged();
    }

    private void tellOfRoom() {
        if (state == State.OPEN) {
            author.onRoom();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        finish();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        finish();
    }

    private void finish() {
        if (state == State.ENDED) {
            return;
        }
        boolean wasOpen = state == State.OPEN;
        state = State.ENDED;
        ReferenceCountUtil.release(lastChunk);
        lastChunk = null;
        if (wasOpen) {
            author.onEnd();
        }
        if (atEnd != null) {
            atEnd.run();
        }
    }

    private Channel channel() {
        return requireNonNull(context).channel();
    }
}
