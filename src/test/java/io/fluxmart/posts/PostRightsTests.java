package io.fluxmart.posts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.credentials.Role;
import io.fluxmart.platform.http.Revisions;
import io.fluxmart.platform.postgres.Ids;
import io.fluxmart.testing.FluxmartTest;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** ADR 0004: the store itself decides at the moment of the change, whatever was read before. */
@FluxmartTest
class PostRightsTests {

    private static final Revisions ANY = new Revisions(true, List.of());
    private static final PostEdit AS_A_DRAFT = new PostEdit("Edited", "Edited", List.of(), false);

    @Autowired
    PostStore posts;

    @Test
    void changesOnlyWhatIsTheirsAtThatMoment() {
        CurrentUser author = user(Role.USER);
        Post post = published(author.id());

        assertThat(update(post, user(Role.USER))).isNull();
        assertThat(update(post, user(Role.MODERATOR))).isNotNull();
        assertThat(update(post, author)).as("of an older revision by now").isNull();

        Post draft = posts.findById(post.id()).block(Shelf.PATIENCE);
        assertThat(update(draft, user(Role.MODERATOR))).isNull();
        assertThat(update(draft, user(Role.ADMIN))).isNull();
        assertThat(update(draft, author).revision()).isEqualTo(3);
    }

    @Test
    void removesOnlyWhatIsTheirsAtThatMoment() {
        CurrentUser author = user(Role.USER);
        Post post = published(author.id());

        assertThat(delete(post, ANY, user(Role.USER))).isZero();
        assertThat(delete(post, new Revisions(false, List.of(2L)), author)).isZero();
        assertThat(delete(post, new Revisions(false, List.of()), author)).isZero();
        update(post, author);
        assertThat(delete(post, ANY, user(Role.MODERATOR))).isZero();
        assertThat(delete(post, new Revisions(false, List.of(2L)), author)).isOne();
        assertThat(delete(published(author.id()), ANY, user(Role.MODERATOR))).isOne();
    }

    private Post published(UUID author) {
        Post post = Shelf.post(author, "Before", Instant.EPOCH, List.of(), List.of());
        return posts.insert(post).block(Shelf.PATIENCE);
    }

    private Post update(Post seen, CurrentUser editor) {
        return posts.update(seen.edited(AS_A_DRAFT, Instant.EPOCH), editor).block(Shelf.PATIENCE);
    }

    private long delete(Post post, Revisions revisions, CurrentUser remover) {
        return posts.delete(post.id(), revisions, remover).block(Shelf.PATIENCE);
    }

    private static CurrentUser user(Role role) {
        return new CurrentUser(Ids.next(), EnumSet.of(role), 1, Instant.MAX);
    }
}
