package io.fluxmart.load;

import io.fluxmart.seeding.DemoUser;
import io.fluxmart.testing.Books;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fetches tokens for seeded users, as their browsers would. */
public final class SignIn {

    private static final Pattern TOKEN = Pattern.compile("\"accessToken\":\"([^\"]+)\"");

    /** More would wait for each other: a sign-in is work for a core. */
    private static final int AT_ONCE = 16;

    private SignIn() {}

    /** So many seeded users who may sign in, signed in on that node. */
    public static List<Buyer> everybody(String url, Books books, int users) {
        List<String> people = books.texts("""
                SELECT id || ' ' || email FROM users
                WHERE status = 'active' AND deleted_at IS NULL AND id > :lastFixed AND email LIKE '%@example.com'
                ORDER BY id
                LIMIT :users
                """, Map.of("lastFixed", DemoUser.SECOND.id(), "users", users));
        if (people.size() < users) {
            throw new IllegalStateException("%d users are wanted, %d may sign in".formatted(users, people.size()));
        }
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Buyer>> tokens = people.stream()
                    .map(person -> threads.submit(() -> one(url, person)))
                    .toList();
            List<Buyer> buyers = new ArrayList<>();
            for (Future<Buyer> token : tokens) {
                buyers.add(token.get());
            }
            return buyers;
        } catch (ExecutionException | InterruptedException failed) {
            throw new IllegalStateException("Seeded users cannot sign in", failed);
        } finally {
            threads.shutdownNow();
        }
    }

    public static Buyer admin(String url) {
        return one(url, DemoUser.ADMIN.id() + " " + DemoUser.ADMIN.email());
    }

    private static Buyer one(String url, String person) {
        String[] idAndEmail = person.split(" ");
        String answer = Http.post(
                url + "/api/tokens",
                "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(idAndEmail[1], DemoUser.PASSWORD),
                Map.of());
        Matcher token = TOKEN.matcher(answer);
        if (!token.find()) {
            throw new IllegalStateException("No token in " + answer);
        }
        return new Buyer(UUID.fromString(idAndEmail[0]), token.group(1));
    }
}
