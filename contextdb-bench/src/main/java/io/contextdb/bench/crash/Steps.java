package io.contextdb.bench.crash;

import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.Progress;
import io.contextdb.testkit.file.RecordingFileSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Takes the steps of a script on a database, and notes after each what the database holds. */
final class Steps implements AutoCloseable {
    private final RecordingFileSystem files;
    private final List<Recording.Acknowledged> acknowledged = new ArrayList<>();
    private final DatabaseOptions options;
    private Database db;

    /** Opens the database, creating it when there is none. */
    Steps(RecordingFileSystem files, DatabaseOptions options) {
        this.files = files;
        this.options = options;
        int before = files.position();
        db = Databases.open(files, options);
        acknowledged.add(new Recording.Acknowledged(before, db.contentDigest(Progress.none())));
    }

    /** Takes a step that takes effect as a whole, or not at all. */
    void step(Consumer<Database> call) {
        call.accept(db);
        acknowledged.add(new Recording.Acknowledged(files.position(), db.contentDigest(Progress.none())));
    }

    /** Closes the database and opens it again. */
    void reopen() {
        db.close();
        db = Databases.open(files, options);
    }

    /** What was written down. */
    Recording recording(Workload workload) {
        return new Recording(workload.name(), files.changes(), List.copyOf(acknowledged));
    }

    @Override
    public void close() {
        db.close();
    }
}
