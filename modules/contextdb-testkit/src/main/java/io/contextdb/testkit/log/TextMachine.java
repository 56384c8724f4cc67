package io.contextdb.testkit.log;

import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.StateMachine;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Remembers the commands applied to it as text and answers each with its index and text. Checks that indexes have no
 * gaps.
 */
public final class TextMachine implements StateMachine {
    private final List<String> applied = new ArrayList<>();
    private final long first;

    /** A machine whose state holds the commands up to {@code appliedIndex}. */
    public TextMachine(long appliedIndex) {
        first = appliedIndex + 1;
    }

    @Override
    public synchronized Object apply(LogPosition position, MemorySegment command) {
        if (position.index() != first + applied.size()) {
            throw new IllegalStateException("command " + position + " after " + applied.size() + " from " + first);
        }
        String text = text(command);
        applied.add(text);
        return answer(position.index(), text);
    }

    /** What {@link #apply} returns. */
    public static String answer(long index, String text) {
        return index + ":" + text;
    }

    /** The text of a command. */
    public static String text(MemorySegment command) {
        return new String(command.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    /** The commands applied, in order. */
    public synchronized List<String> applied() {
        return List.copyOf(applied);
    }
}
