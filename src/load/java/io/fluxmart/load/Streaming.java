package io.fluxmart.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.sse;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.http.action.sse.SseInboundMessage;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.List;

/**
 * Many streams held open while broadcasts go to all of them and orders to their buyers. None may miss a broadcast, and on
 * none may a seq come twice or too late.
 */
final class Streaming implements Scene {

    private static final int OPENS_PER_SECOND = 500;
    private static final double BROADCASTS_PER_SECOND = 2;
    private static final double ORDERS_PER_SECOND = 20;
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Streams look at what came in so often. */
    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final LoadSite site;
    private final LoadPlan plan;
    private final Buying buying;
    private final Duration opening;
    private final Heard heard = new Heard();

    Streaming(LoadSite site, LoadPlan plan, Buying buying) {
        this.site = site;
        this.plan = plan;
        this.buying = buying;
        this.opening = Duration.ofSeconds(Math.max(1, plan.streams() / OPENS_PER_SECOND));
    }

    @Override
    public List<PopulationBuilder> populations() {
        Duration begin = opening.plus(GRACE);
        return List.of(
                streams().injectOpen(rampUsers(plan.streams()).during(opening)),
                broadcasts()
                        .injectOpen(
                                nothingFor(begin),
                                constantUsersPerSec(BROADCASTS_PER_SECOND).during(plan.duration())),
                scenario("orders")
                        .exec(feed(buying.inTurns()), buying.orderThreeOf(site.products(), 201))
                        .injectOpen(
                                nothingFor(begin),
                                constantUsersPerSec(ORDERS_PER_SECOND).during(plan.duration())));
    }

    /** Each is open until the last broadcast should be through. */
    private ScenarioBuilder streams() {
        Duration open = opening.plus(GRACE).plus(plan.duration()).plus(GRACE);
        return scenario("streams")
                .exec(
                        feed(buying.inTurns()),
                        exec(session -> session.set("ear", heard.newEar())),
                        exec(sse("stream").get("/api/notifications/stream").header("Authorization", "Bearer #{token}")),
                        during(open)
                                .on(exec(
                                        io.gatling.javaapi.core.CoreDsl.pause(GLANCE),
                                        sse.processUnmatchedMessages(Streaming::listen))),
                        exec(sse("close").close()));
    }

    private static Session listen(List<SseInboundMessage> messages, Session session) {
        Heard.Ear ear = session.get("ear");
        messages.forEach(message -> ear.hear(message.timestamp(), message.message()));
        return session;
    }

    private ScenarioBuilder broadcasts() {
        return scenario("broadcasts")
                .exec(session -> session.set("number", heard.nextBroadcast()).set("sentAt", System.currentTimeMillis()))
                .exec(http("broadcast")
                        .post("/api/notifications")
                        .header("Authorization", "Bearer " + site.admin().token())
                        .header("Content-Type", "application/json")
                        .body(StringBody(
                                "{\"type\":\"load.tick\",\"data\":{\"number\":#{number},\"sentAt\":#{sentAt}}}"))
                        .check(status().is(202)));
    }

    @Override
    public List<String> broken() {
        return heard.broken();
    }

    @Override
    public String summary() {
        return heard.summary();
    }
}
