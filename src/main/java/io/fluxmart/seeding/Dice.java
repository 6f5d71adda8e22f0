package io.fluxmart.seeding;

import java.util.List;
import java.util.Random;

/** Chance, the same for the n-th thing of a sort each time, however many others there are. */
final class Dice {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private final long seed;
    private final Random random = new Random();

    /** @param sort of things, so that the n-th of two sorts have nothing in common */
    Dice(long randomSeed, String sort) {
        this.seed = mixed(randomSeed + GOLDEN_GAMMA * sort.hashCode());
    }

    /** To be called before anything is rolled for the n-th thing. */
    Dice of(long number) {
        random.setSeed(mixed(seed + GOLDEN_GAMMA * number));
        return this;
    }

    /** The finalizer of SplitMix64: seeds that lie side by side would else roll alike. */
    private static long mixed(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    Random random() {
        return random;
    }

    /** From 0 to 1, without 1. */
    double share() {
        return random.nextDouble();
    }

    boolean isWithin(double share) {
        return share() < share;
    }

    /** From, without the bound. */
    int between(int from, int bound) {
        return from + random.nextInt(bound - from);
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
