package io.fluxmart.commands;

import static java.util.Objects.requireNonNull;

import io.fluxmart.integrity.CheckBooks;
import io.fluxmart.integrity.Verdict;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "verify",
        description =
                "Checks the books, of a restored copy for one: orders, ledger, wallets and events, in one snapshot."
                        + " Prints one line of JSON with what is broken; exit code 1 when something is. Changes nothing.",
        mixinStandardHelpOptions = true)
class VerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    private final Premises premises;

    VerifyCommand(Premises premises) {
        this.premises = premises;
    }

    @Override
    public Integer call() {
        premises.patient();
        Verdict verdict =
                requireNonNull(premises.await(premises.get(CheckBooks.class).run()));
        spec.commandLine().getOut().println(premises.get(JsonMapper.class).writeValueAsString(verdict));
        spec.commandLine().getOut().flush();
        return verdict.ok() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
