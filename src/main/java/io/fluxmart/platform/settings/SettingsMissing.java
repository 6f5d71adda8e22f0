package io.fluxmart.platform.settings;

/** A node was not told what it has to know. The message names each setting; it goes to whoever starts the node. */
public final class SettingsMissing extends IllegalStateException {

    /** @param whatToSet in one line, as an order: "set A to …; set B to …" */
    public SettingsMissing(String whatToSet) {
        super(whatToSet);
    }
}
