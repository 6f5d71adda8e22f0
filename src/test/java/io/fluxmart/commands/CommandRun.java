package io.fluxmart.commands;

import io.fluxmart.FluxmartApplication;
import io.fluxmart.testing.SharedBackends;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.springframework.context.annotation.Import;

/** A command as somebody typed it, on the stores that all tests share, and what they saw. */
public record CommandRun(int exitCode, String out, String err) {

    public static CommandRun of(String... args) {
        return on(OnSharedStores.class, args);
    }

    static CommandRun on(Class<?> application, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Commands.run(application, new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    @Import({FluxmartApplication.class, SharedBackends.class})
    static class OnSharedStores {}
}
