package io.fluxmart.auth;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Somebody is signed in, whatever they showed: access rules and rooms see the same user with the same rights. */
public class SignedIn extends AbstractAuthenticationToken {

    private final transient CurrentUser user;

    public SignedIn(CurrentUser user) {
        super(authoritiesOf(user));
        this.user = user;
        setAuthenticated(true);
    }

    private static List<GrantedAuthority> authoritiesOf(CurrentUser user) {
        return user.roles().stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority(role.word()))
                .toList();
    }

    public CurrentUser user() {
        return user;
    }

    @Override
    public Object getPrincipal() {
        return user;
    }

    @Override
    public String getName() {
        return user.id().toString();
    }

    /** Not kept: what was shown is of no use behind the door. */
    @Override
    public @Nullable Object getCredentials() {
        return null;
    }
}
