package io.contextdb.cli.command;

import io.contextdb.api.ArchiveOptions;
import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.SnapshotArchive;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which archive of snapshots a command works on. */
final class ArchiveSelection extends StoreSelection {
    @Option(
            names = {"--from", "--to"},
            paramLabel = "URL",
            description =
                    "The archive: s3://bucket/prefix, or file:///directory. Default: the settings s3_bucket and s3_prefix.")
    private @Nullable URI location;

    /** Whether an archive is named. */
    boolean isNamed() {
        return location != null;
    }

    /** Opens the archive. */
    SnapshotArchive open() {
        return ContextDB.archive(options());
    }

    /** Opens the archive to send files with a codec. */
    SnapshotArchive open(String codec) {
        return ContextDB.archive(options().codec(codec));
    }

    private ArchiveOptions options() {
        return options(location)
                .orElseThrow(() -> new ContextDbException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "no archive is named; give --to or --from with a URL such as s3://bucket/prefix, or set"
                                + " CONTEXTDB_S3_BUCKET"));
    }
}
