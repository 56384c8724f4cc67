package io.contextdb.engine.repair;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.spi.CommitLogContext;
import io.contextdb.api.spi.ConsensusProvider;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.LogInspection;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageContext;
import io.contextdb.api.spi.StorageProvider;
import io.contextdb.archive.DirectorySource;
import io.contextdb.archive.FileSource;
import io.contextdb.engine.open.DatabaseDirectory;
import io.contextdb.engine.open.FormatFile;
import io.contextdb.engine.open.Providers;
import io.contextdb.memory.ReadOnlyFileSystem;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is in the directory of a database, sound or damaged. Nothing is changed. */
final class Inventory {
    /** The path of the format file. */
    static final String FORMAT = DatabaseDirectory.METADATA + "/" + FormatFile.NAME;

    private final Path directory;
    private final FileSystem files;
    private final Progress progress;
    private final Optional<FormatFile> format;
    private final Optional<String> formatProblem;
    private final StorageProvider storage;
    private final ConsensusProvider consensus;
    private final SnapshotDocuments documents;
    private final DirectorySource content;
    private final DatabaseId database;
    private final LogInspection log;
    private final SortedMap<Long, FileSource.Found> snapshots = new TreeMap<>();
    private final SortedMap<Long, String> damagedDocuments = new TreeMap<>();

    /** What was found of data files: why they are damaged, or that they are not. */
    private final Map<DataFile, Optional<String>> checked = new HashMap<>();

    /**
     * Looks at a directory.
     *
     * @throws ContextDbException {@code NOT_A_DATABASE} when there is nothing of a database, or a part only;
     *     {@code FORMAT_TOO_NEW}; {@code FOREIGN_FILE} when the log is of another database than the format file says
     */
    Inventory(Path directory, FileSystem files, Providers providers, Progress progress) {
        this.directory = directory;
        this.files = files;
        this.progress = progress;
        if (new DatabaseDirectory(directory, files).isRestoring()) {
            throw new ContextDbException(
                    ErrorCode.NOT_A_DATABASE,
                    directory
                            + " holds a part of a database only, because restoring it was interrupted; restore it"
                            + " again");
        }
        Optional<FormatFile> read = Optional.empty();
        Optional<String> problem = Optional.empty();
        try {
            read = Optional.of(FormatFile.read(files, directory.resolve(FORMAT)));
        } catch (ContextDbException e) {
            problem = Optional.of(formatProblem(e));
        }
        format = read;
        formatProblem = problem;
        DatabaseOptions standard = DatabaseOptions.defaults();
        storage = providers.storage(read.map(FormatFile::storage).orElse(standard.storage()));
        consensus = providers.consensus(read.map(FormatFile::consensus).orElse(standard.consensus()));
        documents = storage.documents()
                .orElseThrow(() -> new ContextDbException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "the storage provider '" + storage.name() + "' of " + directory
                                + " keeps no files that could be repaired"));
        content = new DirectorySource(files, directory, documents);
        database = read.map(FormatFile::database).orElseGet(this::databaseOfFiles);
        log = inspect(directory, database, begins());
        readDocuments();
        if (read.isEmpty() && snapshots.isEmpty() && log.isEmpty()) {
            throw new ContextDbException(
                    ErrorCode.NOT_A_DATABASE,
                    directory + " has no " + FORMAT
                            + ", no snapshot that can be read, and no log; name the directory of a database");
        }
    }

    private static String formatProblem(ContextDbException e) {
        if (e.code() == ErrorCode.FILE_NOT_FOUND) {
            return "the file is missing";
        }
        if (e.code() == ErrorCode.CORRUPTION || e.code() == ErrorCode.NOT_A_DATABASE) {
            return "it does not end with the checksum of what is in it";
        }
        throw e;
    }

    /** Whether the log may have no file yet. */
    boolean begins() {
        return format.map(present -> present.logBegin().isPresent()).orElse(false);
    }

    /** The log of this database in another directory, where it may be missing. */
    LogInspection logIn(Path other) {
        return inspect(other, database, true);
    }

    private LogInspection inspect(Path place, DatabaseId owner, boolean begins) {
        return consensus
                .inspect(new CommitLogContext(
                        place,
                        files,
                        DatabaseOptions.Durability.SYNC,
                        CommitLogContext.SEGMENT_BYTES_DEFAULT,
                        owner,
                        begins))
                .orElseThrow(() -> new ContextDbException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "the commit log provider '" + consensus.name() + "' of " + directory
                                + " keeps no files that could be repaired"));
    }

    /** The one database that all sound files say they are of; none when they do not agree. */
    private DatabaseId databaseOfFiles() {
        Set<DatabaseId> found = new HashSet<>();
        inspect(directory, DatabaseId.NONE, begins()).database().ifPresent(found::add);
        content.snapshots()
                .forEach(id -> content.snapshot(id)
                        .ifPresent(snapshot -> found.add(snapshot.manifest().database())));
        return found.size() == 1 ? found.iterator().next() : DatabaseId.NONE;
    }

    private void readDocuments() {
        for (long id : content.snapshots()) {
            Optional<FileSource.Found> found = content.snapshot(id);
            if (found.isEmpty()) {
                damagedDocuments.put(id, "the document does not end with the checksum of its bytes");
            } else if (!database.takes(found.get().manifest().database())) {
                damagedDocuments.put(
                        id,
                        "it is a snapshot of the database "
                                + found.get().manifest().database());
            } else {
                snapshots.put(id, found.get());
            }
        }
    }

    Path directory() {
        return directory;
    }

    FileSystem files() {
        return files;
    }

    /** The format file; empty when it is damaged or missing. */
    Optional<FormatFile> format() {
        return format;
    }

    /** Why there is no format file. */
    Optional<String> formatProblem() {
        return formatProblem;
    }

    StorageProvider storage() {
        return storage;
    }

    ConsensusProvider consensus() {
        return consensus;
    }

    SnapshotDocuments documents() {
        return documents;
    }

    /** Which database it is; {@link DatabaseId#NONE} when that cannot be told. */
    DatabaseId database() {
        return database;
    }

    LogInspection log() {
        return log;
    }

    /** The snapshots whose documents are sound. */
    SortedMap<Long, FileSource.Found> snapshots() {
        return snapshots;
    }

    /** The snapshots whose documents are not, and why. */
    SortedMap<Long, String> damagedDocuments() {
        return damagedDocuments;
    }

    /** The data files, for copying. */
    FileSource content() {
        return content;
    }

    /**
     * The ids of snapshots that opening the database would take: their documents are sound, and so are the heads and
     * tails of their files.
     */
    Set<Long> opening() {
        Set<Long> found = new HashSet<>();
        StorageContext context = new StorageContext(directory, new ReadOnlyFileSystem(files), database);
        try (Storage opened = storage.open(context)) {
            for (FileSource.Found snapshot : snapshots.values()) {
                SnapshotRecord record = snapshot.manifest().record();
                try {
                    opened.open(record).close();
                    found.add(record.snapshot().id());
                } catch (ContextDbException e) {
                    if (e.code() != ErrorCode.CORRUPTION) {
                        throw e;
                    }
                }
            }
        }
        return found;
    }

    /** The first byte of a data file that is known to be wrong; 0 when it is wrong only as a whole. */
    long damagedAt(DataFile file) {
        StorageContext context = new StorageContext(directory, new ReadOnlyFileSystem(files), database);
        try (Storage opened = storage.open(context)) {
            return snapshots.values().stream()
                    .filter(snapshot -> snapshot.manifest().files().contains(file))
                    .findFirst()
                    .map(snapshot -> opened.damagedAt(snapshot.manifest().record(), file.path())
                            .orElse(0))
                    .orElse(0L);
        }
    }

    /** The files of bulk loads that commits of the log name. */
    StageCheck stages() {
        return StageCheck.of(log, files, directory);
    }

    /** Why a data file is damaged; empty when it is not. */
    Optional<String> problem(DataFile file) {
        return checked.computeIfAbsent(file, wanted -> {
            progress.update("reading " + wanted.path(), checked.size(), -1);
            return content.problem(wanted);
        });
    }
}
