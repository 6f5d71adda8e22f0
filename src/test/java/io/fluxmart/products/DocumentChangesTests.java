package io.fluxmart.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.events.NewEvent;
import io.fluxmart.testing.FluxmartTest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@FluxmartTest
class DocumentChangesTests {

    @Autowired
    DocumentChanges changes;

    @Autowired
    JsonMapper json;

    @Test
    void tellsOfManyProductsInEventsOfBoundedSize() {
        List<Long> products = LongStream.rangeClosed(1, 2_001).boxed().toList();

        List<NewEvent> events = DocumentChanges.eventsAbout(products, Instant.now());

        assertThat(events).hasSize(3);
        Set<Long> told = new HashSet<>();
        events.forEach(event ->
                told.addAll(changes.productsDescribedAnewBy(event.type(), json.writeValueAsString(event.data()))));
        assertThat(told).containsExactlyInAnyOrderElementsOf(products);
    }

    @Test
    void hearsNothingOfOtherEvents() {
        assertThat(changes.productsDescribedAnewBy("product.changed", "{\"productIds\":[1]}"))
                .isEmpty();
    }
}
