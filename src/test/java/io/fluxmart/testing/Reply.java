package io.fluxmart.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back, byte for byte. */
public record Reply(int status, HttpHeaders headers, byte[] body) {

    private static final JsonMapper JSON = new JsonMapper();

    public JsonNode json() {
        return JSON.readTree(body);
    }

    public String text() {
        return new String(body, UTF_8);
    }

    public String code() {
        return json().path("code").asString("");
    }

    public String header(String name) {
        return headers.getFirst(name);
    }
}
