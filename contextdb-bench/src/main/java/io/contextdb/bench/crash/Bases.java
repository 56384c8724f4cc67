package io.contextdb.bench.crash;

import io.contextdb.api.Database;
import io.contextdb.testkit.file.CrashReplay;
import io.contextdb.testkit.file.Damage;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.util.List;
import java.util.Map;

/** What workloads begin with. */
final class Bases {
    private static final int NODES = 12;

    private Bases() {}

    /** A database with a little of everything, some of it in a snapshot and some in the log only. */
    static MemoryFileSystem rows() {
        MemoryFileSystem disk = new MemoryFileSystem();
        try (Database db = Databases.open(disk)) {
            for (int i = 0; i < NODES; i++) {
                db.insertNode(i, List.of("Base"), Map.of("name", "base " + i, "embedding", Rows.vector(i)));
                db.insertEdge(i, i / 2, "PARENT", Map.of("weight", i));
                if (i == NODES / 2) {
                    db.createSnapshot();
                }
            }
        }
        return disk;
    }

    /**
     * What a crash left of another workload.
     *
     * @param part how far it had come, from 0 to 1
     */
    static MemoryFileSystem crashed(Workload workload, double part, Damage damage) {
        Recording recording = Recording.of(workload);
        CrashReplay replay = recording.replay();
        long position = Math.round(recording.changes().size() * part);
        // With something unsynced, so that there is something to recover from.
        while (replay.advance() && (replay.position() < position || replay.pendingWrites() == 0)) {
            assert replay.position() > 0;
        }
        return replay.crash(damage, replay.position()).toFileSystem();
    }
}
