package io.contextdb.consensus.single;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Why a commit log takes no commands. Every caller gets an exception of its own. */
record Refusal(ErrorCode code, String words, @Nullable Throwable cause) {
    ContextDbException exception() {
        return new ContextDbException(code, words, cause);
    }
}
