package io.contextdb.engine.repair;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.SalvageReport;
import io.contextdb.api.spi.LogInspection;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.StateMachine;
import io.contextdb.engine.command.Command;
import io.contextdb.engine.command.CommandCodec;
import io.contextdb.engine.write.WriteSet;
import io.contextdb.memory.ByteDecoder;
import java.lang.foreign.MemorySegment;

/** Counts what commits that cannot be applied any more would have written, as far as they can be read. */
final class LostCommits implements StateMachine {
    private long commits;
    private long nodes;
    private long edges;
    private long vectors;

    /** What is lost of a log behind a command, up to the last of which there is a trace. */
    static SalvageReport.Lost behind(LogInspection log, long index, long last) {
        if (last <= index) {
            return SalvageReport.Lost.NOTHING;
        }
        LostCommits lost = new LostCommits();
        log.read(index, last, lost);
        return new SalvageReport.Lost(index + 1, last, lost.commits, lost.nodes, lost.edges, lost.vectors);
    }

    @Override
    public Object apply(LogPosition position, MemorySegment bytes) {
        commits++;
        try {
            count(CommandCodec.decode(new ByteDecoder(bytes)).command());
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.FORMAT_TOO_NEW && e.code() != ErrorCode.CORRUPTION) {
                throw e;
            }
        }
        return position;
    }

    private void count(Command command) {
        switch (command) {
            case Command.Write write -> {
                WriteSet set = write.set();
                nodes += set.nodes().size();
                edges += set.edges().size();
                set.vectorSpaces()
                        .forEach(space -> vectors += set.vectors(space).size());
            }
            case Command.Import load -> {
                nodes += load.stage().nodes();
                edges += load.stage().edges();
                vectors += load.stage().vectors();
            }
            case Command.Checkpoint checkpoint -> {}
            case Command.Compact compact -> {}
            case Command.Deletion deletion -> {}
        }
    }
}
