package io.contextdb.engine.repair;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.LogInspection;
import io.contextdb.engine.command.CommandCodec;
import io.contextdb.memory.ByteDecoder;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** When commands were proposed, as far as the log can be read. */
final class CommandTimes {
    private CommandTimes() {}

    /** The time of a command; empty when the log does not have it, or not so that it can be read. */
    static Optional<Instant> at(LogInspection log, long index) {
        AtomicReference<@Nullable Instant> time = new AtomicReference<>();
        try {
            log.read(index - 1, index, (position, bytes) -> {
                time.set(Instant.ofEpochMilli(
                        CommandCodec.decode(new ByteDecoder(bytes)).timestampMillis()));
                return position;
            });
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.FORMAT_TOO_NEW && e.code() != ErrorCode.CORRUPTION) {
                throw e;
            }
        }
        return Optional.ofNullable(time.get());
    }
}
