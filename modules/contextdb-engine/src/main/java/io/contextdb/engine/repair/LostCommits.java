package io.contextdb.engine.repair;

import io.contextdb.api.SalvageReport;
import io.contextdb.api.spi.LogInspection;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.engine.command.Command;
import io.contextdb.engine.command.Entry;
import io.contextdb.engine.write.WriteSet;
import java.util.Optional;

/** Counts what commits that cannot be applied any more would have written, as far as they can be read. */
final class LostCommits {
    private long commits;
    private long nodes;
    private long edges;
    private long vectors;

    /** What is lost of a log behind a commit, up to the last commit of which there is a trace. */
    static SalvageReport.Lost behind(LogInspection log, long index, long last) {
        if (last <= index) {
            return SalvageReport.Lost.NOTHING;
        }
        LostCommits lost = new LostCommits();
        LoggedCommits.read(log, index, last, lost::count);
        return new SalvageReport.Lost(index + 1, last, lost.commits, lost.nodes, lost.edges, lost.vectors);
    }

    private void count(LogPosition position, Optional<Entry> entry) {
        commits++;
        entry.map(Entry::command).ifPresent(this::count);
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
            case Command.Checkpoint _ -> {}
            case Command.Compact _ -> {}
            case Command.Deletion _ -> {}
        }
    }
}
