package io.fluxmart.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Waiting and running imports are unfinished; of each source there is at most one of these. */
public enum ImportStatus {
    WAITING,
    RUNNING,
    COMPLETED,
    CANCELLED,
    FAILED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ImportStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
