package io.contextdb.bench.crash;

import io.contextdb.api.Database;
import io.contextdb.testkit.file.RecordingFileSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Takes the steps of a script on a database, and notes after each what the database holds. */
final class Steps implements AutoCloseable {
    private final RecordingFileSystem files;
    private final Workload workload;
    private final List<State> acknowledged = new ArrayList<>();

    /** What snapshots hold, by id. */
    private final Map<Long, String> snapshots = new HashMap<>();

    private Database db;

    /** Opens the database, creating or restoring it when there is none. */
    Steps(RecordingFileSystem files, Workload workload) {
        this.files = files;
        this.workload = workload;
        if (workload.restored()) {
            acknowledged.add(State.nothing(files.position()));
            Archived.restore(files);
        }
        int before = files.position();
        db = open();
        acknowledged.add(state(before));
    }

    private Database open() {
        return Databases.open(files, workload.options());
    }

    private State state(int position) {
        return workload.past() ? State.of(db, position, snapshots) : State.present(db, position);
    }

    /** Takes a step that takes effect as a whole, or not at all. */
    void step(Consumer<Database> call) {
        call.accept(db);
        acknowledged.add(state(files.position()));
    }

    /** Closes the database and opens it again. */
    void reopen() {
        db.close();
        db = open();
    }

    /** What was written down. */
    Recording recording() {
        return new Recording(workload, files.changes(), List.copyOf(acknowledged));
    }

    @Override
    public void close() {
        db.close();
    }
}
