package io.contextdb.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.GraphWriter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a call came to, as a word of a line of text: the ids it made, or the code of its refusal.
 *
 * @param ids the ids, none when refused
 * @param refusal the code; null when the call took effect
 */
public record Answer(long[] ids, @Nullable ErrorCode refusal) {
    private static final long[] NO_IDS = {};
    private static final String NONE = "-";

    /** Makes a call. */
    public static Answer of(RandomCalls.Call call, GraphWriter writer) {
        try {
            return new Answer(call.make(writer), null);
        } catch (ContextDbException e) {
            return new Answer(NO_IDS, e.code());
        }
    }

    /** The model after the same call: it takes the ids, and refuses when the database did, for the same reason. */
    public GraphModel repeat(RandomCalls.Call call, GraphModel model) {
        GraphModel next = model.copy();
        next.give(ids);
        try {
            call.make(next);
            assertEquals(null, refusal);
            return next;
        } catch (ContextDbException e) {
            assertEquals(e.code(), refusal);
            return model;
        }
    }

    /** The answer as a word without spaces. */
    public String word() {
        if (refusal != null) {
            return refusal.name();
        }
        return ids.length == 0
                ? NONE
                : Arrays.stream(ids).mapToObj(Long::toUnsignedString).collect(Collectors.joining(","));
    }

    /** The answer of a word. */
    public static Answer parse(String word) {
        if (word.equals(NONE)) {
            return new Answer(NO_IDS, null);
        } else if (Character.isLetter(word.charAt(0))) {
            return new Answer(NO_IDS, ErrorCode.valueOf(word));
        }
        return new Answer(
                Arrays.stream(word.split(","))
                        .mapToLong(Long::parseUnsignedLong)
                        .toArray(),
                null);
    }
}
