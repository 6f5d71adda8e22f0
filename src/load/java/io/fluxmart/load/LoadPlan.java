package io.fluxmart.load;

import java.time.Duration;

/**
 * What a run is like, by system properties; the defaults are for a laptop.
 *
 * @param scenario {@code -Dscenario=browse}: browse, list, checkout, hot, mixed, flash, overload or streams
 * @param users {@code -Dusers=…}: a closed model, so many at once, each of whom begins anew when done: 500 in a flash sale, else 32
 * @param rate {@code -Drate=…}: an open model, so many arrivals a second however slow the answers are; 0 without it
 * @param duration {@code -Dduration=20} seconds
 * @param products {@code -Dproducts=1000} on the shelves
 * @param buyers {@code -Dbuyers=…} with an account and a token each: 20,000 in a flash sale, else 1,000
 * @param units {@code -Dunits=1000} for sale in a flash sale
 * @param streams {@code -Dstreams=10000} held open
 */
record LoadPlan(
        String scenario, int users, double rate, Duration duration, int products, int buyers, int units, int streams) {

    static LoadPlan ofSystemProperties() {
        String scenario = System.getProperty("scenario", "browse");
        return new LoadPlan(
                scenario,
                Integer.getInteger("users", scenario.equals("flash") ? 500 : 32),
                Double.parseDouble(System.getProperty("rate", "0")),
                Duration.ofSeconds(Integer.getInteger("duration", 20)),
                Integer.getInteger("products", 1_000),
                Integer.getInteger("buyers", scenario.equals("flash") ? 20_000 : 1_000),
                Integer.getInteger("units", 1_000),
                Integer.getInteger("streams", 10_000));
    }

    boolean isOpen() {
        return rate > 0;
    }

    LoadPlan withRate(double other) {
        return new LoadPlan(scenario, users, other, duration, products, buyers, units, streams);
    }
}
