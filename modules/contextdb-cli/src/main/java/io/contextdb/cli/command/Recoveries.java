package io.contextdb.cli.command;

import io.contextdb.api.RecoveryReport;
import io.contextdb.cli.output.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;

/** What opening had to do, in words and as an object. */
final class Recoveries {
    private Recoveries() {}

    /** In one line. */
    static String words(RecoveryReport report) {
        StringBuilder words = new StringBuilder(
                report.snapshotId() == 0 ? "opened without a snapshot" : "opened from snapshot " + report.snapshotId());
        words.append(" and ")
                .append(Numbers.counted(report.recordsReplayed(), "record"))
                .append(" of log");
        if (report.bytesDropped() > 0) {
            words.append("; a torn tail of ")
                    .append(Numbers.bytes(report.bytesDropped()))
                    .append(" that was never acknowledged was cut");
        }
        if (!report.snapshotsDamaged().isEmpty()) {
            words.append("; passed over damaged snapshots ").append(report.snapshotsDamaged());
        }
        if (!report.documentsDamaged().isEmpty()) {
            words.append("; the documents of snapshots ")
                    .append(report.documentsDamaged())
                    .append(" are damaged, 'contextdb repair' says what can be done");
        }
        if (!report.indexesDamaged().isEmpty()) {
            words.append("; the indexes ").append(report.indexesDamaged()).append(" are built anew");
        }
        return words.toString();
    }

    static Map<String, Object> object(RecoveryReport report) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("snapshot", report.snapshotId());
        object.put("snapshots_damaged", report.snapshotsDamaged());
        object.put("documents_damaged", report.documentsDamaged());
        object.put("indexes_damaged", report.indexesDamaged());
        object.put("files_verified", report.filesVerified());
        object.put("records_replayed", report.recordsReplayed());
        object.put("bytes_replayed", report.bytesReplayed());
        object.put("bytes_dropped", report.bytesDropped());
        object.put("change_bytes_max", report.changeBytesMax());
        object.put("seconds", report.duration().toNanos() / 1e9);
        return object;
    }
}
