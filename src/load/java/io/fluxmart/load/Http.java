package io.fluxmart.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Requests by which a run is prepared; none of them is measured. */
public final class Http {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int RETRIES = 10;

    private Http() {}

    public static boolean answersOk(String url) {
        try {
            return send(request(url).GET().build()).statusCode() == 200;
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    /** The answer to JSON, asked for again while it is 503; anything else but success is an error. */
    public static String post(String url, String json, Map<String, String> headers) {
        HttpRequest.Builder request = request(url).header("Content-Type", "application/json");
        headers.forEach(request::header);
        HttpRequest ready = request.POST(BodyPublishers.ofString(json)).build();
        HttpResponse<String> answer = send(ready);
        for (int i = 0; i < RETRIES && answer.statusCode() == 503; i++) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            answer = send(ready);
        }
        return successOf(url, answer);
    }

    /** The answer for the bearer of that token; anything else but success is an error. */
    public static String get(String url, String token) {
        HttpResponse<String> answer = send(
                request(url).header("Authorization", "Bearer " + token).GET().build());
        return successOf(url, answer);
    }

    private static String successOf(String url, HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(url + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(request.uri() + " does not answer", failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
