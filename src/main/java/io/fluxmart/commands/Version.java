package io.fluxmart.commands;

import picocli.CommandLine.IVersionProvider;

/** As the jar's manifest has it. */
class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"Fluxmart " + (version == null ? "(not packaged)" : version)};
    }
}
