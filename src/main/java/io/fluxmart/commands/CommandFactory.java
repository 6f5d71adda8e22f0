package io.fluxmart.commands;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands, giving those that ask for it the {@link Premises}. */
final class CommandFactory implements IFactory {

    private final IFactory withoutArguments = CommandLine.defaultFactory();
    private final Premises premises;

    CommandFactory(Premises premises) {
        this.premises = premises;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (var constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Premises.class) {
                return type.cast(constructor.newInstance(premises));
            }
        }
        return withoutArguments.create(type);
    }
}
