package io.fluxmart.mails;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fluxmart.money.Money;
import java.util.List;
import java.util.UUID;

/** What a mail needs to know of an order, as its event tells it. Older events name no items. */
@JsonIgnoreProperties(ignoreUnknown = true)
record OrderFacts(UUID orderId, Money total, List<Item> items) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Item(int quantity) {}

    OrderFacts {
        items = items == null ? List.of() : List.copyOf(items);
    }

    int pieces() {
        return items.stream().mapToInt(Item::quantity).sum();
    }
}
