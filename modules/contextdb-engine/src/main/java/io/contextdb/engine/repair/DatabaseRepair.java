package io.contextdb.engine.repair;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.DamagedFile;
import io.contextdb.api.DamagedFile.Remedy;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.RepairOptions;
import io.contextdb.api.RepairReport;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.archive.DirectorySource;
import io.contextdb.archive.FileSource;
import io.contextdb.engine.open.FormatFile;
import io.contextdb.engine.open.HeldLock;
import io.contextdb.engine.open.Providers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Looks for damage in a database's directory, and mends what can be mended. */
public final class DatabaseRepair {
    private final Providers providers;
    private final FileSystem files;
    private final BiFunction<Path, DatabaseOptions, Database> opener;
    private final Supplier<Optional<FileSource>> archive;

    /**
     * A repair over a file system.
     *
     * @param opener opens the database when an index is to be made anew
     * @param archive opens the archive that the options name; whoever made it closes it
     */
    public DatabaseRepair(
            Providers providers,
            FileSystem files,
            BiFunction<Path, DatabaseOptions, Database> opener,
            Supplier<Optional<FileSource>> archive) {
        this.providers = providers;
        this.files = files;
        this.opener = opener;
        this.archive = archive;
    }

    /** Runs it, as {@link io.contextdb.api.ContextDB#repair} says. */
    public RepairReport run(Path path, RepairOptions options) {
        Path directory = path.toAbsolutePath().normalize();
        RepairReport mended = mend(directory, options);
        return mended.applied() && mended.usable() && !mended.damages().isEmpty()
                ? checked(directory, options, mended)
                : mended;
    }

    /** What was mended is believed when the database was opened and verified; indexes are made anew and saved. */
    private RepairReport checked(Path directory, RepairOptions options, RepairReport mended) {
        FormatFile format = FormatFile.read(files, directory.resolve(Inventory.FORMAT));
        DatabaseOptions opening = DatabaseOptions.defaults()
                .storage(format.storage())
                .consensus(format.consensus())
                .createIfMissing(false);
        List<String> problems = List.of();
        try (Database db = opener.apply(directory, opening)) {
            if (mended.remaining().stream().anyMatch(damage -> damage.remedy() == Remedy.REBUILD)) {
                db.awaitIndexes(options.progress());
                db.createSnapshot();
            }
            problems = db.verify(options.progress()).problems();
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.CORRUPTION && e.code() != ErrorCode.NOT_A_DATABASE) {
                throw e;
            }
            problems = List.of(String.valueOf(e.getMessage()));
        }
        try (HeldLock _ = HeldLock.forChange(directory, files)) {
            Diagnosis after = look(directory, options);
            return new RepairReport(
                    mended.damages(),
                    after.states(),
                    true,
                    DamageList.with(after, problems),
                    mended.aside(),
                    mended.endKnown());
        }
    }

    private Diagnosis look(Path directory, RepairOptions options) {
        return new Diagnosis(new Inventory(directory, files, providers, options.progress()), Optional.empty());
    }

    private RepairReport mend(Path directory, RepairOptions options) {
        try (HeldLock _ =
                options.apply() ? HeldLock.forChange(directory, files) : HeldLock.forReading(directory, files)) {
            Inventory inventory = new Inventory(directory, files, providers, options.progress());
            Optional<Source> source = source(inventory, options);
            source.ifPresent(from -> from.requireSame(inventory));
            Diagnosis diagnosis = new Diagnosis(inventory, source);
            Treatment.requireUsable(diagnosis, options.snapshot());
            List<DamagedFile> damages = DamageList.of(diagnosis);
            if (!options.apply()) {
                return new RepairReport(damages, diagnosis.states(), false, damages, List.of(), diagnosis.endKnown());
            }
            boolean begins = Treatment.beginsLog(diagnosis, options.snapshot());
            List<String> aside = new Treatment(inventory, diagnosis, source).apply(options.snapshot());
            Diagnosis after = look(directory, options);
            boolean endKnown = diagnosis.copied().isEmpty() && !begins && after.endKnown();
            return new RepairReport(damages, after.states(), true, DamageList.of(after), aside, endKnown);
        }
    }

    private Optional<Source> source(Inventory inventory, RepairOptions options) {
        if (options.copy().isPresent()) {
            return Optional.of(
                    copy(inventory, options.copy().get().toAbsolutePath().normalize()));
        }
        return archive.get().map(found -> new Source(found, Optional.empty()));
    }

    private Source copy(Inventory inventory, Path directory) {
        if (directory.equals(inventory.directory())) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT, directory + " cannot be mended from itself; name another directory");
        }
        DirectorySource content = new DirectorySource(files, directory, inventory.documents());
        content.require();
        return new Source(content, Optional.of(inventory.logIn(directory)));
    }
}
