package io.fluxmart.users;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
import io.fluxmart.problem.Violation;
import java.util.List;

/** The e-mail address or the username is somebody's already. */
final class UserAlreadyExists extends Failure {

    private UserAlreadyExists(String field) {
        super(
                Kind.CONFLICT,
                "user_already_exists",
                "User already exists",
                List.of(new Violation("/" + field, "taken", "This " + field + " is taken.")));
    }

    static UserAlreadyExists becauseOf(String constraint) {
        return new UserAlreadyExists(constraint.equals("users_email_key") ? "email" : "username");
    }
}
