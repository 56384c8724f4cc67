package io.contextdb.s3;

/** What can go wrong between a client and a store. */
enum Fault {
    /** The store answers 500. */
    ERROR,
    /** The store answers 503, slow down. */
    SLOW_DOWN,
    /** The store answers that the session's token has expired. */
    EXPIRED,
    /** Nobody answers, for longer than the client waits; the request never arrives. */
    SILENCE,
    /** The request is carried out, and the connection breaks before the answer. */
    LOST_ANSWER,
    /** The answer breaks off in the middle of its body. */
    TRUNCATED
}
