package io.fluxmart.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
import io.fluxmart.problem.MalformedRequest;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.reactive.function.server.MockServerRequest;

class IfMatchTests {

    @Test
    void readsTheRevisionBeforeTheFirstDot() {
        Revisions revisions = IfMatch.required(with("\"3.17.2\", \"5\"")).revisions();

        assertThat(revisions.numbers()).containsExactly(3L, 5L);
    }

    @Test
    void takesNoTagWithMoreToItForAPlainOne() {
        Revisions revisions = IfMatch.required(with("\"3.17.2\", \"5\"")).plainRevisions();

        assertThat(revisions.numbers()).containsExactly(5L);
    }

    /** Taken for absent, it would make an edit overwrite what the editor has not seen. */
    @Test
    void refusesABlankHeader() {
        assertThatThrownBy(() -> IfMatch.optional(with(" "))).isInstanceOf(MalformedRequest.class);
        assertThat(IfMatch.optional(MockServerRequest.builder().build())).isEmpty();
    }

    @Test
    void isRequiredWhereAnEditNeedsIt() {
        assertThatThrownBy(() -> IfMatch.required(MockServerRequest.builder().build()))
                .satisfies(error -> assertThat(((Failure) error).kind()).isEqualTo(Kind.PRECONDITION_REQUIRED));
    }

    private static MockServerRequest with(String ifMatch) {
        return MockServerRequest.builder().header("If-Match", ifMatch).build();
    }
}
