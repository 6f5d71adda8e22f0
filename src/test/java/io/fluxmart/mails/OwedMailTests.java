package io.fluxmart.mails;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.jobs.Job;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What is owed, and that it is written once; nothing is queued here. */
@FluxmartTest
@ExtendWith(OutputCaptureExtension.class)
class OwedMailTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MANY = 500;

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    OwedMailStore owedMails;

    @Autowired
    RenderMail renderMail;

    @Autowired
    ForgetOldMails forgetOldMails;

    private Customer buyer;
    private long before;
    private List<Long> placed;

    @BeforeEach
    void orderTwice() {
        buyer = shop.newCustomer();
        before = books.number("SELECT last_seq FROM event_log_head", Map.of());
        long mug = shop.newProduct(10);
        shop.placed(buyer, mug, 1);
        shop.placed(buyer, mug, 2);
        placed = Awaitility.await().atMost(PATIENCE).until(this::eventsOfBuyer, seqs -> seqs.size() == 2);
    }

    @Test
    void areThoseOfEventsWithoutARow() {
        assertThat(owed(before, Duration.ZERO, DAY).seqs()).containsAll(placed);

        render(placed.get(0));

        assertThat(owed(before, Duration.ZERO, DAY).seqs())
                .contains(placed.get(1))
                .doesNotContain(placed.get(0));
    }

    @Test
    void areNotLookedForAmongEventsThatAreTooYoung() {
        OwedMails none = owed(before, DAY, DAY);

        assertThat(none).isEqualTo(new OwedMails(before, before, List.of()));
        assertThat(none.isEnd()).isTrue();
    }

    /** Where a younger one stands before them, because a clock was set back. */
    @Test
    void areNotLookedForBehindOneThatIsTooYoung() {
        loggedAt(placed.get(1), "2 days");

        assertThat(owed(placed.get(0) - 1, DAY, Duration.ofDays(3)).isEnd()).isTrue();
    }

    @Test
    void areForgottenPastTheHorizon() {
        loggedAt(placed.get(0), "2 days");

        OwedMails owed = owed(placed.get(0) - 1, Duration.ZERO, DAY);

        assertThat(owed.seqs()).contains(placed.get(1)).doesNotContain(placed.get(0));
        assertThat(owed.upTo()).isGreaterThanOrEqualTo(placed.get(1));
    }

    @Test
    void areFoundInBatches() {
        OwedMails first = owedMails
                .listOwed(placed.get(0) - 1, 1, new MailSettings(true, DAY, Duration.ZERO, DAY, DAY))
                .block(PATIENCE);

        assertThat(first).isEqualTo(new OwedMails(placed.get(0) - 1, placed.get(0), List.of(placed.get(0))));
    }

    @Test
    void areWrittenOnceHoweverOftenTheJobRunsAndTheLogTellsNothingOfWhom(CapturedOutput output) {
        Flux.range(0, 8)
                .flatMap(i -> renderMail.run(jobOf(placed.get(1))), 8)
                .then()
                .block(PATIENCE);
        render(placed.get(1));

        assertThat(bodies()).singleElement().satisfies(body -> assertThat(body).contains("Hello Cleo", "Items: 2"));
        assertThat(output.getOut().split("Wrote the mail of order.placed for event " + placed.get(1) + "\\b"))
                .as("one line")
                .hasSize(2);
        assertThat(output).doesNotContain("Cleo").doesNotContain("Items: ");
    }

    @Test
    void areListedInTheOrderOfTheirEvents() {
        placed.forEach(this::render);

        Reply first = shop.get("/api/mails?limit=1&after=" + before, shop.admin());
        String cursor = first.json().path("page").path("nextCursor").asString();
        Reply second = shop.get("/api/mails?limit=1&after=" + cursor, shop.admin());

        assertThat(List.of(first, second))
                .extracting(page ->
                        page.json().path("data").path(0).path("eventSeq").asLong())
                .containsExactlyElementsOf(placed);
        assertThat(second.json().path("data").path(0).path("subject").asString())
                .isEqualTo("We have your order");
    }

    /** During an update: a newer node has queued it, and this one must neither call it done nor settle its event. */
    @Test
    void areLeftToNodesThatKnowThem() {
        books.run("""
                WITH head AS (UPDATE event_log_head SET last_seq = last_seq + 1 RETURNING last_seq)
                INSERT INTO event_log (seq, user_id, type, data, occurred_at)
                SELECT last_seq, :buyer, 'order.praised', '{}', now() FROM head
                """, Map.of("buyer", buyer.id()));
        long praised = books.number("SELECT max(seq) FROM event_log WHERE type = 'order.praised'", Map.of());
        books.run("INSERT INTO mails_settled VALUES ('order.praised', 5)", Map.of());
        try {
            StepVerifier.create(renderMail.run(jobOf(praised)))
                    .expectErrorMessage("No mail is known here for order.praised")
                    .verify(PATIENCE);

            assertThat(owed(before, Duration.ZERO, DAY).seqs()).doesNotContain(praised);
            owedMails.settle(before).block(PATIENCE);
            assertThat(owedMails.settled().block(PATIENCE)).isGreaterThanOrEqualTo(before);
            assertThat(settled("order.praised")).isEqualTo(5);
        } finally {
            books.run("DELETE FROM mails_settled WHERE event_type = 'order.praised'", Map.of());
        }
    }

    @Test
    void beginAtTheEndOfTheLogForATypeThatIsNew() {
        books.run("DELETE FROM mails_settled WHERE event_type = 'order.placed'", Map.of());

        owedMails.settleNewTypes().block(PATIENCE);
        owedMails.settleNewTypes().block(PATIENCE);

        assertThat(settled("order.placed")).isGreaterThanOrEqualTo(placed.get(1));
        assertThat(owed(before, Duration.ZERO, DAY).seqs())
                .as("though the marks of other types are behind it")
                .doesNotContainAnyElementsOf(placed);
    }

    /** Most of these seqs never were in the log, as if they were gone from it. */
    @Test
    void areForgottenInTheEndUnlessTheyCouldBeWrittenAgain() {
        long unsettled = 2_000_000_000_000_000L;
        render(placed.get(0));
        owedMails.settle(placed.get(0)).block(PATIENCE);
        writtenAMonthAgo(-1L, unsettled, placed.get(0));
        writtenJustNow(-2L);

        forgetOldMails.run().block(PATIENCE);

        assertThat(books.texts(
                        "SELECT event_seq::text FROM mails WHERE event_seq = ANY (:seqs)",
                        Map.of("seqs", new Long[] {-2L, -1L, unsettled, placed.get(0)})))
                .containsExactlyInAnyOrder("-2", String.valueOf(placed.get(0)), String.valueOf(unsettled));
    }

    @Test
    void areNothingForAnEventThatIsForgotten() {
        render(Long.MAX_VALUE);

        assertThat(bodies()).isEmpty();
    }

    private void render(long seq) {
        renderMail.run(jobOf(seq)).block(PATIENCE);
    }

    private static Job jobOf(long seq) {
        return new Job(unique("mail"), "mail", String.valueOf(seq), 1);
    }

    private OwedMails owed(long after, Duration grace, Duration horizon) {
        return owedMails
                .listOwed(after, MANY, new MailSettings(true, DAY, grace, horizon, DAY))
                .block(PATIENCE);
    }

    private List<Long> eventsOfBuyer() {
        return books
                .texts(
                        "SELECT seq::text FROM event_log WHERE user_id = :id AND type = 'order.placed' ORDER BY event_log.seq",
                        Map.of("id", buyer.id()))
                .stream()
                .map(Long::valueOf)
                .toList();
    }

    private List<String> bodies() {
        return books.texts("SELECT body FROM mails WHERE user_id = :id", Map.of("id", buyer.id()));
    }

    private void loggedAt(long seq, String ago) {
        books.run(
                "UPDATE event_log SET logged_at = now() - :ago::interval WHERE seq = :seq",
                Map.of("ago", ago, "seq", seq));
    }

    private void writtenAMonthAgo(Long... seqs) {
        write("32 days", seqs);
    }

    private void writtenJustNow(Long... seqs) {
        write("0 days", seqs);
    }

    private void write(String ago, Long... seqs) {
        books.run("""
                INSERT INTO mails (event_seq, user_id, kind, order_id, rendered_at)
                SELECT seq, gen_random_uuid(), 'order.placed', gen_random_uuid(), now() - :ago::interval
                FROM unnest(:seqs) AS seq
                ON CONFLICT (event_seq) DO UPDATE SET rendered_at = excluded.rendered_at
                """, Map.of("ago", ago, "seqs", seqs));
    }

    private long settled(String eventType) {
        return books.number("SELECT up_to FROM mails_settled WHERE event_type = :type", Map.of("type", eventType));
    }
}
