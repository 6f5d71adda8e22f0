package io.fluxmart.problem;

/** What sort of no a failure is. The HTTP side maps each to one status. */
public enum Kind {
    /** The request cannot be understood. */
    MALFORMED,
    /** Nobody knows who is asking. */
    UNAUTHENTICATED,
    /** Known, but not allowed. */
    FORBIDDEN,
    /** Not there, or not theirs. */
    NOT_FOUND,
    /** Understood and valid, but the state of things is against it. */
    CONFLICT,
    /** The caller changed a version that is no longer the latest. */
    STALE,
    /** The caller has to say which version they mean to change. */
    PRECONDITION_REQUIRED,
    /** Understood, but the values are not acceptable. */
    INVALID,
    /** More than this client may ask for; waiting helps. */
    TOO_MANY,
    /** Too many at once, or a store is away; the same request may pass later. */
    UNAVAILABLE
}
