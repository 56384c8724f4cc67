package io.contextdb.engine.repair;

import io.contextdb.api.spi.LogInspection;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.engine.apply.Machine;
import io.contextdb.engine.apply.Outcome;
import io.contextdb.engine.command.Command;
import io.contextdb.engine.command.Entry;
import java.util.Optional;

/**
 * Applies the commits behind a snapshot of which only remains are there. A commit that changes what is lost is refused
 * whole. A bulk load names nodes by ordinals that are other ones now, so what is behind the first is lost. Used by one
 * thread.
 */
final class LogBehind {
    private final NewState into;
    private Machine machine;
    private long refused;
    private boolean ended;

    private LogBehind(NewState into) {
        this.into = into;
        this.machine = new Machine(into.generation(), 0);
    }

    /** Applies what can be read without a gap to a state that was just saved. Returns how many commits were refused. */
    static long apply(LogInspection log, NewState into) {
        long index = into.position().index();
        LogBehind behind = new LogBehind(into);
        LoggedCommits.read(log, index, log.reach(index), behind::apply);
        return behind.refused;
    }

    private void apply(LogPosition position, Optional<Entry> entry) {
        if (ended || entry.isEmpty()) {
            ended = true;
            return;
        }
        switch (entry.get().command()) {
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
    }
}
