package io.fluxmart.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.RecordedCommands.MongoRecorder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.IndexInfo;

@FluxmartTest
class MongoIndexesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    MongoIndexes indexes;

    @Autowired
    MongoRecorder commands;

    @Autowired
    ReactiveMongoTemplate mongo;

    @ParameterizedTest
    @CsvSource({
        "posts, published_newest",
        "posts, tag_newest",
        "posts, author_newest",
        "reviews, product_newest",
        "reviews, product_rating",
        "reviews, not_in_rating"
    })
    void areThereAfterTheStart(String collection, String index) {
        indexes.createMissing().block(PATIENCE);

        List<String> names = mongo.indexOps(collection)
                .getIndexInfo()
                .map(IndexInfo::getName)
                .collectList()
                .block(PATIENCE);

        assertThat(names).contains(index);
    }

    @Test
    void areDeclaredAgainAtEachStartWithoutHarm() {
        commands.clear();

        indexes.createMissing().then(indexes.createMissing()).block(PATIENCE);

        assertThat(commands.about("posts")).hasSize(2).allMatch(command -> command.containsKey("createIndexes"));
    }
}
