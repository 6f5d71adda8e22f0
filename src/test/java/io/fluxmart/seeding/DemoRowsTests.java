package io.fluxmart.seeding;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.orders.OrderStatus;
import io.fluxmart.orders.PastOrder;
import io.fluxmart.posts.AdoptedPost;
import io.fluxmart.users.AdoptedUser;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is made, before it is written. */
class DemoRowsTests {

    private static final int MANY = 2_000;
    private static final Instant TODAY = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<UUID> PEOPLE =
            IntStream.rangeClosed(1, 20).mapToObj(DemoIds::user).toList();
    private static final List<SoldProduct> PRODUCTS = IntStream.rangeClosed(1, 100)
            .mapToObj(id -> new SoldProduct(id, "Product " + id, "home", 100L * id))
            .toList();

    private final Validator validator =
            Validation.buildDefaultValidatorFactory().getValidator();

    @Test
    void areTheSameWhateverWasMadeBefore() {
        assertSame(() -> new DemoPeople(42, TODAY, "hash")::person);
        assertSame(() -> new DemoOrders(42, TODAY, PEOPLE, PRODUCTS)::order);
        assertSame(() -> new DemoPosts(42, TODAY, PEOPLE)::post);
        assertSame(() -> number -> new DemoDetails(42).of(number, PRODUCTS.get(number)));
        assertThat(new DemoPeople(43, TODAY, "hash").person(1).firstName()
                        + new DemoPeople(43, TODAY, "hash").person(2))
                .isNotEqualTo(new DemoPeople(42, TODAY, "hash").person(1).firstName()
                        + new DemoPeople(42, TODAY, "hash").person(2));
        assertThat(new DemoCatalogue(42).products(30))
                .isEqualTo(new DemoCatalogue(42).products(300).subList(0, 30));
    }

    private static <T> void assertSame(Source<T> source) {
        IntFunction<T> inOrder = source.open();
        inOrder.apply(1);
        inOrder.apply(2);
        assertThat(source.open().apply(3)).isEqualTo(inOrder.apply(3));
    }

    private interface Source<T> {
        IntFunction<T> open();
    }

    @Test
    void areAccountsThatCouldHaveBeenRegisteredHere() {
        DemoPeople people = new DemoPeople(42, TODAY, "hash");
        List<AdoptedUser> all =
                IntStream.rangeClosed(1, MANY).mapToObj(people::person).toList();

        assertThat(all).allSatisfy(user -> assertThat(validator.validate(user)).isEmpty());
        assertThat(all).extracting(AdoptedUser::id).doesNotHaveDuplicates();
        assertThat(all).extracting(AdoptedUser::username).doesNotHaveDuplicates();
        assertThat(all).extracting(user -> user.status()).contains(io.fluxmart.users.UserStatus.values());
        assertThat(all).extracting(AdoptedUser::createdAt).allMatch(TODAY.minus(Duration.ofDays(400))::isAfter);
    }

    @Test
    void areOrdersOfAGrowingShop() {
        DemoOrders orders = new DemoOrders(42, TODAY, PEOPLE, PRODUCTS);
        List<PastOrder> all =
                IntStream.rangeClosed(1, MANY).mapToObj(orders::order).toList();

        assertThat(all).allSatisfy(order -> {
            assertThat(order.placedAt()).isBefore(TODAY).isAfter(TODAY.minus(Duration.ofDays(401)));
            assertThat(order.lines()).hasSizeBetween(1, 5);
            assertThat(order.lines()).extracting(PastOrder.Line::productId).doesNotHaveDuplicates();
        });
        Map<OrderStatus, Long> shares =
                all.stream().collect(Collectors.groupingBy(PastOrder::status, Collectors.counting()));
        assertThat(shares.keySet()).containsExactlyInAnyOrder(OrderStatus.values());
        assertThat(shares.get(OrderStatus.DELIVERED)).isGreaterThan(MANY / 2);
        assertThat(all.stream().filter(order -> order.placedAt().isAfter(TODAY.minus(Duration.ofDays(100)))))
                .hasSizeGreaterThan(MANY * 4 / 10);
        assertThat(soldOf(all, 1, 10)).isGreaterThan(3 * soldOf(all, 91, 100));
    }

    private static long soldOf(List<PastOrder> orders, long first, long last) {
        return orders.stream()
                .flatMap(order -> order.lines().stream())
                .filter(line -> line.productId() >= first && line.productId() <= last)
                .count();
    }

    @Test
    void arePostsThatCouldHaveBeenWrittenHere() {
        DemoPosts posts = new DemoPosts(42, TODAY, PEOPLE);
        List<AdoptedPost> all =
                IntStream.rangeClosed(1, MANY).mapToObj(posts::post).toList();

        assertThat(all).allSatisfy(post -> assertThat(validator.validate(post)).isEmpty());
        assertThat(all.stream().flatMap(post -> post.comments().stream()))
                .extracting(comment -> comment.id())
                .doesNotHaveDuplicates();
    }
}
