package io.fluxmart.platform.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** One clear line instead of a stack trace. */
final class SettingsMissingAnalyzer extends AbstractFailureAnalyzer<SettingsMissing> {

    @Override
    protected FailureAnalysis analyze(Throwable root, SettingsMissing missing) {
        return new FailureAnalysis("Cannot begin: " + missing.getMessage() + ".", null, missing);
    }
}
