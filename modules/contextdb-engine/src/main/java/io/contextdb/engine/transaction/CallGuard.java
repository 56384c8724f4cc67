package io.contextdb.engine.transaction;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time into a transaction, also anew from within a visitor it called, and says when its end may
 * free what calls use: never while one is under way. Thread-safe.
 */
final class CallGuard {
    private @Nullable Thread inside;
    private int depth;
    private boolean ended;

    /** Begins a call. {@code TRANSACTION_ENDED} when the transaction has ended or another thread is in a call. */
    synchronized void enter() {
        Thread caller = Thread.currentThread();
        if (ended) {
            throw new ContextDbException(
                    ErrorCode.TRANSACTION_ENDED, "the transaction was committed or closed before; begin another");
        }
        if (inside != null && inside != caller) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the transaction is in use by " + inside + "; only one thread at a time may use it");
        }
        inside = caller;
        depth++;
    }

    /** Begins the call that ends the transaction, which must not be made from within another one. */
    synchronized void enterLast() {
        enter();
        if (depth > 1) {
            depth--;
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT, "a transaction cannot be committed by a visitor that it is calling");
        }
        ended = true;
    }

    /** Ends a call; returns whether the transaction was closed meanwhile, so that the caller frees it. */
    synchronized boolean leave() {
        depth--;
        if (depth == 0) {
            inside = null;
            return ended;
        }
        return false;
    }

    /**
     * Ends the transaction; returns whether the caller frees it, rather than the call under way or whoever ended it
     * before.
     */
    synchronized boolean close() {
        boolean first = !ended;
        ended = true;
        return first && depth == 0;
    }
}
