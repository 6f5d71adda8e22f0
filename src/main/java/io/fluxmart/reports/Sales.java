package io.fluxmart.reports;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fluxmart.money.Money;

/** So many orders, worth so much together. Cancelled ones are not sales. */
record Sales(long orders, Money revenue) {

    Sales plus(Sales other) {
        return new Sales(Math.addExact(orders, other.orders), revenue.plus(other.revenue));
    }

    /** Rounded half up; zero where nothing was sold. */
    @JsonProperty
    Money averageOrderValue() {
        return orders == 0 ? revenue : revenue.dividedBy(orders);
    }
}
