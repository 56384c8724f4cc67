package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;

/**
 * Damage of objects in a store as errors, {@code CORRUPTION}. They name the object and what is wrong with it, and leave
 * it to those who know what it is needed for to say what to do.
 */
final class Damage {
    private Damage() {}

    /** An object is not what it should be. */
    static ContextDbException of(String what) {
        return new ContextDbException(ErrorCode.CORRUPTION, what);
    }

    /** What an error says, without its code. */
    static String words(ContextDbException e) {
        return e.getMessage().substring(e.code().code().length() + 2);
    }

    /**
     * Whether an error says that an object is of no use, whoever asks again: it is damaged, of a later format, or gone.
     * Other errors are about the store or this program. A verification and a restore agree by this.
     */
    static boolean isMeant(ContextDbException e) {
        return e.code() == ErrorCode.CORRUPTION
                || e.code() == ErrorCode.FORMAT_TOO_NEW
                || e.code() == ErrorCode.FILE_NOT_FOUND;
    }
}
