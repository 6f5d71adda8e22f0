package io.fluxmart.mails;

import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes away what was written to people who are taken away, for other rooms, in the caller's transaction. */
@Component
public class ForgetMails {

    private final DatabaseClient database;

    ForgetMails(DatabaseClient database) {
        this.database = database;
    }

    /** Of a mail that would be owed again without its row, the row stays, empty, until it is old. */
    public Mono<Void> to(List<UUID> userIds) {
        return database.sql("""
                        WITH settled AS (SELECT min(up_to) AS up_to FROM mails_settled),
                        emptied AS (
                            UPDATE mails SET subject = NULL, body = NULL
                            FROM settled
                            WHERE user_id = ANY (:userIds) AND event_seq > up_to)
                        DELETE FROM mails USING settled WHERE user_id = ANY (:userIds) AND event_seq <= up_to
                        """).bind("userIds", userIds.toArray(UUID[]::new)).then();
    }
}
