package io.fluxmart.platform.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.netty.NettyPipeline;

/** On a pipeline like the server's, without its upper half. */
class OpenBodyTests implements OpenBody.Author {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<String> heard = new ArrayList<>();
    private final OpenBody body = new OpenBody(this);

    @BeforeEach
    void askForAStream() {
        channel.pipeline().addLast(NettyPipeline.HttpCodec, new HttpServerCodec());
        request();
        channel.pipeline().addAfter(NettyPipeline.HttpCodec, "body", body);
        OpenBody.atEndOf(channel, () -> heard.add("place is free"));
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void writesChunksBetweenTheHeadAndTheLastOne() {
        assertThat(open()).contains("transfer-encoding: chunked").endsWith("\r\n\r\n");
        assertThat(heard).containsExactly("open");

        tell("one frame of twenty\n");
        assertThat(sent()).isEqualTo("14\r\none frame of twenty\n\r\n");

        body.end();
        assertThat(sent()).isEqualTo("0\r\n\r\n");
        assertThat(heard).containsExactly("open", "end", "place is free");
        assertThat(channel.isActive()).as("good for another request").isTrue();
        assertThat(channel.pipeline().get(OpenBody.class)).isNull();
        OpenBody.atEndOf(channel, () -> heard.add("at once"));
        assertThat(heard).endsWith("at once");
    }

    @Test
    void leavesAnAnswerAloneThatIsNoStream() {
        channel.writeOutbound(new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.SERVICE_UNAVAILABLE, Unpooled.EMPTY_BUFFER));

        assertThat(sent()).startsWith("HTTP/1.1 503");
        assertThat(heard).containsExactly("place is free");
        assertThat(channel.pipeline().get(OpenBody.class)).isNull();
    }

    @Test
    void leavesARefusalAloneThatComesInParts() {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_FOUND);
        HttpUtil.setTransferEncodingChunked(head, true);
        channel.writeOutbound(head, LastHttpContent.EMPTY_LAST_CONTENT);

        assertThat(sent()).startsWith("HTTP/1.1 404").endsWith("\r\n\r\n0\r\n\r\n");
        assertThat(heard).containsExactly("place is free");
    }

    /** As TLS is, and whatever else an operator puts there. */
    @Test
    void goesThroughWhatIsBelowTheEncoder() {
        channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
                heard.add(((ByteBuf) message).toString(UTF_8));
                context.write(message, promise);
            }
        });
        open();
        heard.clear();

        tell("frame");

        assertThat(heard).containsExactly("5\r\nframe\r\n");
    }

    @Test
    void cutsAClientThatAsksForMoreBeforeTheEnd() {
        open();
        request();

        assertThat(channel.isActive()).isFalse();
        assertThat(heard).containsExactly("open", "end", "place is free");
    }

    @Test
    void endsOnceWhenTheClientHangsUp() {
        open();
        channel.close();
        channel.runPendingTasks();
        body.end();

        assertThat(heard).containsExactly("open", "end", "place is free");
    }

    @Test
    void tellsWhenThereIsRoomAgain() {
        open();
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        channel.runPendingTasks();
        assertThat(body.hasRoom()).isFalse();
        assertThat(heard).containsExactly("open");

        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        channel.runPendingTasks();
        assertThat(heard).containsExactly("open", "room");
    }

    /** The last chunk would wait behind what the client does not take. */
    @Test
    void cutsAClientThatDoesNotReadTheEnd() {
        open();
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);

        body.end();
        channel.runPendingTasks();

        assertThat(channel.isActive()).isFalse();
        assertThat(heard).containsExactly("open", "end", "place is free");
    }

    @Test
    void keepsNoSharedChunkThatWasSentOrCouldNotBe() {
        open();
        ByteBuf chunk = body.chunkOf("shared".getBytes(UTF_8));
        body.write(chunk.retainedDuplicate());
        body.flush();
        assertThat(sent()).isEqualTo("6\r\nshared\r\n");
        body.write(chunk.retainedDuplicate());
        body.write(chunk.retainedDuplicate());
        assertThat(chunk.refCnt()).isEqualTo(3);

        channel.close();
        body.write(chunk.retainedDuplicate());

        assertThat(chunk.refCnt()).isEqualTo(1);
        assertThat(chunk.release()).isTrue();
    }

    private void request() {
        channel.pipeline()
                .context(NettyPipeline.HttpCodec)
                .fireChannelRead(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
        channel.runPendingTasks();
    }

    /** As the server does it: head, nothing, end. */
    private String open() {
        ReferenceCountUtil.release(channel.readInbound());
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        HttpUtil.setTransferEncodingChunked(head, true);
        channel.writeOutbound(head, LastHttpContent.EMPTY_LAST_CONTENT);
        return sent();
    }

    private void tell(String frame) {
        body.write(body.chunkOf(frame.getBytes(UTF_8)));
        body.flush();
    }

    private String sent() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
            text.append(bytes.toString(UTF_8));
            bytes.release();
        }
        return text.toString();
    }

    @Override
    public void onOpen(OpenBody open) {
        heard.add("open");
    }

    @Override
    public void onRoom() {
        heard.add("room");
    }

    @Override
    public void onEnd() {
        heard.add("end");
    }
}
