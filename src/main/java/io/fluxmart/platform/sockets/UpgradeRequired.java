package io.fluxmart.platform.sockets;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The path speaks WebSocket and nothing else (RFC 9110, section 15.5.22). */
final class UpgradeRequired extends ResponseStatusException {

    UpgradeRequired() {
        super(HttpStatus.UPGRADE_REQUIRED);
    }

    @Override
    public HttpHeaders getHeaders() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.UPGRADE, "websocket");
        headers.set(HttpHeaders.CONNECTION, "Upgrade");
        return headers;
    }
}
