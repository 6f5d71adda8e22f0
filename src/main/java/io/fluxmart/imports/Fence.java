package io.fluxmart.imports;

/**
 * How an import and one of its steps stand, while both are locked.
 *
 * @param isNext whether the step is where the batch begins
 * @param isWritten whether it is where the batch ends: it was committed, and nobody heard of it
 */
record Fence(ImportStatus status, boolean isOurs, boolean isNext, boolean isWritten) {

    static Fence aroundAll(ImportStatus status, boolean isOurs) {
        return new Fence(status, isOurs, true, false);
    }

    /**
     * Whether there is something to write.
     *
     * @throws ImportCancelled when somebody cancelled it
     * @throws TakenOver when somebody else has it, or had it meanwhile
     */
    boolean requireOpen() {
        if (status == ImportStatus.CANCELLED) {
            throw new ImportCancelled();
        }
        if (status != ImportStatus.RUNNING || !isOurs || !isNext && !isWritten) {
            throw new TakenOver();
        }
        return isNext;
    }
}
