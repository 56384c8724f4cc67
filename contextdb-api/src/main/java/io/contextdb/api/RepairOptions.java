package io.contextdb.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a repair may use and do. Start with {@link #check} and change what differs.
 *
 * @param apply whether to act; otherwise nothing is changed, and the report says what would be done
 * @param archive an archive of snapshots of the same database
 * @param copy another directory of the same database, such as a backup, whose log is used as well; not together with an
 *     archive
 * @param snapshot the snapshot to go on from; what the log has behind it is applied again when the database is opened
 * @param pluginDirectories directories whose subdirectories are plug-ins
 * @param progress told how it goes on
 */
public record RepairOptions(
        boolean apply,
        Optional<ArchiveOptions> archive,
        Optional<Path> copy,
        OptionalLong snapshot,
        List<Path> pluginDirectories,
        Progress progress) {
    /** Copies the list and checks that there is at most one source. */
    public RepairOptions {
        if (archive.isPresent() && copy.isPresent()) {
            throw new ContextDbException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "a repair from the archive " + archive.get().shownLocation() + " and from the directory "
                            + copy.get() + "; name one of them, then repair again from the other");
        }
        pluginDirectories = List.copyOf(pluginDirectories);
    }

    /** Looks only, without a source. */
    public static RepairOptions check() {
        return new RepairOptions(
                false, Optional.empty(), Optional.empty(), OptionalLong.empty(), List.of(), Progress.none());
    }

    /** Acts, or looks only. Returns the changed options. */
    public RepairOptions apply(boolean value) {
        return new RepairOptions(value, archive, copy, snapshot, pluginDirectories, progress);
    }

    /** With an archive. Returns the changed options. */
    public RepairOptions from(ArchiveOptions value) {
        return new RepairOptions(apply, Optional.of(value), copy, snapshot, pluginDirectories, progress);
    }

    /** With another directory of the same database. Returns the changed options. */
    public RepairOptions from(Path value) {
        return new RepairOptions(apply, archive, Optional.of(value), snapshot, pluginDirectories, progress);
    }

    /** Goes on from this snapshot. Returns the changed options. */
    public RepairOptions useSnapshot(long value) {
        return new RepairOptions(apply, archive, copy, OptionalLong.of(value), pluginDirectories, progress);
    }

    /** Where plug-ins lie. Returns the changed options. */
    public RepairOptions pluginDirectories(List<Path> value) {
        return new RepairOptions(apply, archive, copy, snapshot, value, progress);
    }

    /** Whom to tell how it goes on. Returns the changed options. */
    public RepairOptions progress(Progress value) {
        return new RepairOptions(apply, archive, copy, snapshot, pluginDirectories, value);
    }
}
