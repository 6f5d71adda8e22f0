package io.fluxmart.commands;

import java.io.PrintWriter;
import java.util.Set;
import picocli.CommandLine;
import reactor.core.Exceptions;

/** The command line of the jar. Anything but a command, options of Spring's among it, starts the service. */
public final class Commands {

    private static final Set<String> ABOUT_US = Set.of("-h", "--help", "-V", "--version");

    private Commands() {}

    /** Whether these arguments ask for a command, a misspelt one among them, and not for the service. */
    public static boolean areIn(String... args) {
        return args.length > 0 && (!args[0].startsWith("-") || ABOUT_US.contains(args[0]));
    }

    /**
     * Runs one command to its end; no port is opened for it.
     *
     * @param application whose beans the commands use
     * @return the exit code: 0 when all went well, 1 when something did not, 2 when the arguments make no sense
     */
    public static int run(Class<?> application, String... args) {
        return run(application, new PrintWriter(System.out, true), new PrintWriter(System.err, true), args);
    }

    static int run(Class<?> application, PrintWriter out, PrintWriter err, String... args) {
        try (Premises premises = new Premises(application)) {
            return run(premises, out, err, args);
        }
    }

    static int run(Premises premises, PrintWriter out, PrintWriter err, String... args) {
        return commandLine(premises).setOut(out).setErr(err).execute(args);
    }

    private static CommandLine commandLine(Premises premises) {
        return new CommandLine(FluxmartCommand.class, new CommandFactory(premises))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Commands::report);
    }

    /** Of what lies outside, a sentence says all; of anything else the trace is wanted. */
    private static int report(Exception error, CommandLine command, CommandLine.ParseResult arguments) {
        Throwable cause = Exceptions.unwrap(error);
        String reason = Reasons.of(cause);
        if (reason != null) {
            command.getErr().println(reason);
        } else {
            cause.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
