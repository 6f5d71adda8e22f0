package io.fluxmart.imports;

/** Ends the work on an import that somebody cancelled; no error of anybody's. */
final class ImportCancelled extends RuntimeException {

    ImportCancelled() {
        super("The import was cancelled.", null, false, false);
    }
}
