package io.fluxmart.products;

import static io.fluxmart.platform.postgres.Values.required;

import io.fluxmart.money.Money;
import io.r2dbc.spi.Readable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How products stood when they were to be locked. */
public final class Shelves {

    private final Map<Long, Offer> offers;
    private final Set<Long> held;

    /**
     * @param offers by product, of those that were locked
     * @param held products that another transaction has, and nobody waited for that
     */
    public Shelves(Map<Long, Offer> offers, Set<Long> held) {
        this.offers = Map.copyOf(offers);
        this.held = Set.copyOf(held);
    }

    static Shelves of(Readable row) {
        Long[] ids = required(row, "ids", Long[].class);
        String[] names = required(row, "names", String[].class);
        Long[] amounts = required(row, "amounts", Long[].class);
        String[] currencies = required(row, "currencies", String[].class);
        Integer[] stocks = required(row, "stocks", Integer[].class);
        Map<Long, Offer> offers = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            offers.put(ids[i], new Offer(names[i], Money.of(amounts[i], currencies[i]), stocks[i]));
        }
        return new Shelves(offers, Set.of(required(row, "held", Long[].class)));
    }

    /** Empty when there is no such product, or it is held. */
    public Optional<Offer> find(long productId) {
        return Optional.ofNullable(offers.get(productId));
    }

    public boolean isHeld(long productId) {
        return held.contains(productId);
    }
}
