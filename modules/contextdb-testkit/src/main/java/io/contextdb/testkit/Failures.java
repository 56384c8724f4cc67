package io.contextdb.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import org.junit.jupiter.api.function.Executable;

/** Calls that must fail. */
public final class Failures {
    private Failures() {}

    /** Expects a {@link ContextDbException} of a code, and returns it. */
    public static ContextDbException assertCode(ErrorCode code, Executable call) {
        ContextDbException failure = assertThrows(ContextDbException.class, call);
        assertEquals(code, failure.code(), failure::toString);
        return failure;
    }
}
