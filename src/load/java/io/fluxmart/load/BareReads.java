package io.fluxmart.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.reactivestreams.Publisher;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;

/**
 * What a cached read costs where nothing stands before it: a server that answers the same bytes to whoever asks for a
 * product. The service's own reads are measured against it, in one run (docs/adr/0029).
 */
public final class BareReads {

    private static final String PRODUCT = """
            {"id":1,"sku":"DEMO-0001","name":"Ergonomic wooden chair","category":"furniture",\
            "price":{"amount":12999,"currency":"USD"},"stock":100,"createdAt":"2026-01-01T12:00:00Z",\
            "description":"A chair of oak for those who sit at a desk all day long; its back gives way a little, and comes back.",\
            "attributes":{"colour":"oak","weightInGrams":7400,"materials":["oak","felt"]},\
            "pictures":["https://pictures.example.com/0001.jpg"],"rating":{"average":4.4,"count":17}}""";

    private BareReads() {}

    /** @param args the port */
    public static void main(String[] args) {
        ByteBuf product = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(PRODUCT.getBytes(UTF_8)));
        HttpServer.create()
                .port(Integer.parseInt(args[0]))
                .route(routes -> routes.get("/api/products/{id}", (request, response) -> answer(response, product)))
                .bindNow()
                .onDispose()
                .block();
    }

    private static HttpServerResponse headed(HttpServerResponse response, int length) {
        return response.header(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .header(HttpHeaderNames.ETAG, "\"1.100\"")
                .header(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(length));
    }

    private static Publisher<Void> answer(HttpServerResponse response, ByteBuf product) {
        return headed(response, product.readableBytes()).sendObject(product.duplicate());
    }
}
