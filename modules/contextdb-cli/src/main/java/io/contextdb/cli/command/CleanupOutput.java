package io.contextdb.cli.command;

import io.contextdb.api.ArchiveCleanupReport;
import io.contextdb.api.CleanupReport;
import io.contextdb.cli.output.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;

/** What cleanups of a database and of an archive removed, in words and as objects. */
final class CleanupOutput {
    private CleanupOutput() {}

    static String words(CleanupReport report) {
        return words(report.snapshotsDeleted(), report.filesDeleted(), report.bytesFreed());
    }

    static String words(ArchiveCleanupReport report) {
        return words(report.snapshotsDeleted(), report.filesDeleted(), report.bytesFreed()) + "; "
                + Numbers.counted(report.filesWaiting(), "file") + " waiting for the grace period";
    }

    private static String words(long snapshots, long files, long bytes) {
        return "deleted " + Numbers.counted(snapshots, "snapshot") + " and " + Numbers.counted(files, "file") + ", "
                + Numbers.bytes(bytes);
    }

    static Map<String, Object> object(CleanupReport report) {
        return object(report.snapshotsDeleted(), report.filesDeleted(), report.bytesFreed());
    }

    static Map<String, Object> object(ArchiveCleanupReport report) {
        Map<String, Object> object = object(report.snapshotsDeleted(), report.filesDeleted(), report.bytesFreed());
        object.put("files_waiting", report.filesWaiting());
        return object;
    }

    private static Map<String, Object> object(long snapshots, long files, long bytes) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("snapshots_deleted", snapshots);
        object.put("files_deleted", files);
        object.put("bytes_freed", bytes);
        return object;
    }
}
