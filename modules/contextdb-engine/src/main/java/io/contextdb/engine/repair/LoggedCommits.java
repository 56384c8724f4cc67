package io.contextdb.engine.repair;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.LogInspection;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.engine.command.CommandCodec;
import io.contextdb.engine.command.Entry;
import io.contextdb.memory.ByteDecoder;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads commits of a log that is not open. */
final class LoggedCommits {
    private LoggedCommits() {}

    /** Takes commits, in order. */
    @FunctionalInterface
    interface Visitor {
        /**
         * A commit.
         *
         * @param entry what it says; empty when that cannot be decoded, as when a newer version wrote it
         */
        void commit(LogPosition position, Optional<Entry> entry);
    }

    /** Shows the commits above {@code after}, up to {@code to}, that can be read. */
    static void read(LogInspection log, long after, long to, Visitor visitor) {
        log.read(after, to, (position, bytes) -> {
            visitor.commit(position, decode(bytes));
            return position;
        });
    }

    private static Optional<Entry> decode(MemorySegment bytes) {
        try {
            return Optional.of(CommandCodec.decode(new ByteDecoder(bytes)));
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.FORMAT_TOO_NEW && e.code() != ErrorCode.CORRUPTION) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** When a commit was proposed; empty when the log does not have it, or not so that it can be read. */
    static Optional<Instant> time(LogInspection log, long index) {
        List<Entry> found = new ArrayList<>(1);
        read(log, index - 1, index, (_, entry) -> entry.ifPresent(found::add));
        return found.stream()
                .map(Entry::timestampMillis)
                .map(Instant::ofEpochMilli)
                .findFirst();
    }
}
