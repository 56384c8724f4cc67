package io.contextdb.engine.repair;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.LogInspection;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.StateMachine;
import io.contextdb.engine.apply.Machine;
import io.contextdb.engine.apply.Outcome;
import io.contextdb.engine.command.Command;
import io.contextdb.engine.command.CommandCodec;
import io.contextdb.memory.ByteDecoder;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Applies the commands behind a snapshot of which only remains are there. A command that changes what is lost is refused whole. A bulk load names nodes by
 * ordinals that are other ones now, so what is behind the first is lost. Used by one thread.
 */
final class LogBehind implements StateMachine {
    private final NewState into;
    private Machine machine;
    private long refused;
    private boolean ended;

    private LogBehind(NewState into) {
        this.into = into;
        this.machine = new Machine(into.generation(), 0);
    }

    /** Applies what can be read without a gap to a state that was just saved. Returns how many commands were refused. */
    static long apply(LogInspection log, NewState into) {
        long index = into.position().index();
        LogBehind behind = new LogBehind(into);
        log.read(index, log.reach(index), behind);
        return behind.refused;
    }

    @Override
    public Object apply(LogPosition position, MemorySegment bytes) {
        if (ended) {
            return position;
        }
        Optional<Command> command = decode(bytes);
        if (command.isEmpty()) {
            ended = true;
            return position;
        }
        switch (command.get()) {
            case Command.Write write -> {
                if (machine.write(position, write) instanceof Outcome.Refused) {
                    refused++;
                }
            }
            case Command.Checkpoint _, Command.Compact _ -> machine.snapshot(position);
            case Command.Deletion _ -> machine.pass(position);
            case Command.Import _ -> ended = true;
        }
        if (!ended) {
            into.moveTo(position);
            if (into.saveIfLarge()) {
                machine = new Machine(into.generation(), 0);
            }
        }
        return position;
    }

    /** Empty when a newer version wrote the command. */
    private static Optional<Command> decode(MemorySegment bytes) {
        try {
            return Optional.of(CommandCodec.decode(new ByteDecoder(bytes)).command());
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.FORMAT_TOO_NEW && e.code() != ErrorCode.CORRUPTION) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
