package io.fluxmart.seeding;

import io.fluxmart.credentials.Role;
import java.util.List;
import java.util.UUID;

/** The fixed demonstration users; their ids never change. */
public record DemoUser(UUID id, String username, String email, String firstName, String lastName, List<Role> roles) {

    /** Published, and therefore good for nothing but a demonstration. */
    public static final String PASSWORD = "fluxmart-demo";

    public static final DemoUser ADMIN = user(1, "admin", "Ada", "Admin", Role.USER, Role.ADMIN);
    public static final DemoUser MODERATOR = user(2, "moderator", "Mo", "Moderator", Role.USER, Role.MODERATOR);
    public static final DemoUser USER = user(3, "user", "Uma", "User", Role.USER);
    public static final DemoUser SECOND = user(4, "second", "Sam", "Second", Role.USER);

    static final List<DemoUser> ALL = List.of(ADMIN, MODERATOR, USER, SECOND);

    private static DemoUser user(int number, String username, String firstName, String lastName, Role... roles) {
        UUID id = UUID.fromString("00000000-0000-7000-8000-%012d".formatted(number));
        return new DemoUser(id, username, username + "@example.com", firstName, lastName, List.of(roles));
    }
}
