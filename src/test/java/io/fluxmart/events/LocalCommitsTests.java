package io.fluxmart.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalCommitsTests {

    @Test
    void tellsTheOthersWhenOneListenerFails() {
        List<String> heard = new ArrayList<>();
        LocalCommits commits = new LocalCommits();
        commits.addListener((type, data) -> {
            throw new IllegalStateException("broken");
        });
        commits.addListener((type, data) -> heard.add(type + data));

        commits.tell("a", "{}");

        assertThat(heard).containsExactly("a{}");
    }
}
