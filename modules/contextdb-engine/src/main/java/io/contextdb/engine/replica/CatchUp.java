package io.contextdb.engine.replica;

import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.engine.command.CommandCodec;
import io.contextdb.memory.ByteDecoder;

/** Applies entries that are in the log already to an epoch that is not in service yet. */
final class CatchUp {
    /** After so many rounds the writers wait for the rest. */
    static final int ROUNDS_MAX = 64;

    /** So few entries are applied while the writers wait. */
    static final long ENTRIES_LAST = 64;

    private CatchUp() {}

    /** Applies the entries after {@code from}, up to {@code to}. */
    static void run(Epoch epoch, LogPosition from, LogPosition to, CommitLog log) {
        if (to.index() > from.index()) {
            log.read(
                    from.index() + 1,
                    to.index(),
                    (position, command) -> epoch.apply(position, CommandCodec.decode(new ByteDecoder(command))));
        }
    }
}
