package io.fluxmart.commands;

/** Ends a command with a sentence for whoever typed it, and exit code 1. */
final class CommandFailed extends RuntimeException {

    CommandFailed(String message) {
        super(message);
    }
}
