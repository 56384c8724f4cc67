package io.contextdb.cli.command;

import io.contextdb.api.ArchiveOptions;
import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.SnapshotArchive;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which archive of snapshots a command works on. */
final class ArchiveSelection extends StoreSelection {
    @Option(
            names = {"--from", "--to"},
            paramLabel = "URL|DIR",
            description = "The archive: s3://bucket/prefix, file:///directory, or the path of a directory. Default: the"
                    + " settings s3_bucket and s3_prefix.")
    private @Nullable String location;

    /** Whether an archive is named. */
    boolean isNamed() {
        return location != null;
    }

    /** Opens an archive that must exist, as far as that shows by now. */
    SnapshotArchive open() {
        ArchiveOptions options = options();
        Locations.requirePresent(options.location());
        return ContextDB.archive(options);
    }

    /** Opens the archive to send files with a codec; the first of them makes it. */
    SnapshotArchive openToPush(String codec) {
        return ContextDB.archive(options().codec(codec));
    }

    private ArchiveOptions options() {
        return options(location == null ? null : Locations.of(location))
                .orElseThrow(() -> new ContextDbException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "no archive is named; give --to or --from with a URL such as s3://bucket/prefix, or set"
                                + " CONTEXTDB_S3_BUCKET"));
    }
}
