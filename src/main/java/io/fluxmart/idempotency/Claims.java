package io.fluxmart.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxmart.problem.MalformedRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import tools.jackson.databind.json.JsonMapper;

/** Reads idempotency keys as clients send them, in the header {@code Idempotency-Key}. */
@Component
public class Claims {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final JsonMapper json;

    Claims(JsonMapper json) {
        this.json = json;
    }

    /**
     * @param operation what the key is used for, so that one key cannot serve two operations
     * @param body the request as it was understood; white space and the order of properties do not matter
     * @throws MalformedRequest when the key is missing, too long or not printable ASCII
     */
    public Claim of(ServerRequest request, UUID userId, String operation, Object body) {
        return new Claim(userId, keyOf(request), fingerprint(operation, json.writeValueAsBytes(body)));
    }

    private static String keyOf(ServerRequest request) {
        String header = request.headers().firstHeader("Idempotency-Key");
        if (header == null || header.isBlank()) {
            throw new MalformedRequest(
                    "idempotency_key_required",
                    "Send a key of your own as Idempotency-Key, and send it again on a retry.");
        }
        if (!KEY.matcher(header).matches()) {
            throw new MalformedRequest(
                    "idempotency_key_invalid", "Idempotency-Key takes 1 to 255 printable ASCII characters, no spaces.");
        }
        return header;
    }

    private static byte[] fingerprint(String operation, byte[] body) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(operation.getBytes(UTF_8));
            sha256.update((byte) 0);
            return sha256.digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
