package io.fluxmart.platform.postgres;

/** Nobody said where a store is. */
public final class AddressMissing extends IllegalStateException {

    AddressMissing(String whatToSet) {
        super(whatToSet);
    }
}
