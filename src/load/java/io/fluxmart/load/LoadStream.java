package io.fluxmart.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Listens to one stream of server-sent events and reads no more of it than the count needs: lines that begin with
 * {@code data:} and hold {@code "n":} and {@code "at":}, the number of the broadcast and when it was sent.
 */
final class LoadStream extends ChannelInboundHandlerAdapter {

    private static final byte[] DATA = "data:".getBytes(US_ASCII);
    private static final byte[] CONNECTED = ":connected".getBytes(US_ASCII);
    private static final byte[] RESET = "event:reset".getBytes(US_ASCII);
    private static final byte[] STATUS = "HTTP/1.1 ".getBytes(US_ASCII);
    private static final byte[] NUMBER = "\"n\":".getBytes(US_ASCII);
    private static final byte[] SENT_AT = "\"at\":".getBytes(US_ASCII);

    private final Tally tally;
    private final ByteBuf request;
    private long last;
    private @Nullable ByteBuf rest;

    LoadStream(Tally tally, ByteBuf request) {
        this.tally = tally;
        this.request = request;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.writeAndFlush(request.retainedDuplicate());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = joined(context, (ByteBuf) message);
        int end;
        while ((end = bytes.indexOf(bytes.readerIndex(), bytes.writerIndex(), (byte) '\n')) >= 0) {
            line(bytes, bytes.readerIndex(), end);
            bytes.readerIndex(end + 1);
        }
        rest = bytes.isReadable() ? bytes.copy() : null;
        bytes.release();
    }

    private ByteBuf joined(ChannelHandlerContext context, ByteBuf news) {
        if (rest == null) {
            return news;
        }
        ByteBuf both = context.alloc()
                .buffer(rest.readableBytes() + news.readableBytes())
                .writeBytes(rest)
                .writeBytes(news);
        rest.release();
        news.release();
        return both;
    }

    private void line(ByteBuf bytes, int from, int to) {
        if (startsWith(bytes, from, to, DATA)) {
            event(bytes, from, to);
        } else if (startsWith(bytes, from, to, CONNECTED)) {
            tally.connected.increment();
        } else if (startsWith(bytes, from, to, RESET)) {
            tally.resets++;
        } else if (startsWith(bytes, from, to, STATUS) && bytes.getByte(from + STATUS.length) != '2') {
            System.err.println(bytes.toString(from, to - from, US_ASCII));
        }
    }

    private void event(ByteBuf bytes, int from, int to) {
        long number = numberBehind(NUMBER, bytes, from, to);
        long sentAt = numberBehind(SENT_AT, bytes, from, to);
        if (number < 0 || sentAt < 0) {
            return;
        }
        if (last != 0 && number > last + 1) {
            tally.missed += number - last - 1;
        }
        if (number <= last) {
            tally.repeated++;
        }
        last = number;
        tally.deliver(System.nanoTime() - sentAt);
    }

    private static boolean startsWith(ByteBuf bytes, int from, int to, byte[] word) {
        if (to - from < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (bytes.getByte(from + i) != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static long numberBehind(byte[] name, ByteBuf bytes, int from, int to) {
        for (int at = from; at <= to - name.length; at++) {
            if (bytes.getByte(at) == name[0] && startsWith(bytes, at, to, name)) {
                return numberAt(bytes, at + name.length, to);
            }
        }
        return -1;
    }

    private static long numberAt(ByteBuf bytes, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes.getByte(i) - '0';
            if (digit >= 0 && digit <= 9) {
                number = number * 10 + digit;
            } else if (bytes.getByte(i) != ' ') {
                return number;
            }
        }
        return number;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        tally.ended.increment();
        if (rest != null) {
            rest.release();
            rest = null;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
