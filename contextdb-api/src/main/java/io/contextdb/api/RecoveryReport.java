package io.contextdb.api;

import java.time.Duration;

/**
 * What opening a database had to do.
 *
 * @param snapshotId the snapshot it started from, 0 when there was none
 * @param recordsReplayed log records applied again
 * @param bytesDropped bytes of a torn log tail that was cut; such bytes were never acknowledged
 * @param filesMapped data files mapped and checked by header and footer
 * @param duration from the call to the first answer
 */
public record RecoveryReport(
        long snapshotId, long recordsReplayed, long bytesDropped, int filesMapped, Duration duration) {}
