package io.contextdb.api;

/**
 * What a push did.
 *
 * @param snapshot the snapshot that is in the archive now
 * @param filesSent files that were sent
 * @param filesPresent files that were there before, because another snapshot names them or an interrupted push had sent
 *     them
 * @param bytesSent the bytes of the files sent, as they are stored
 */
public record PushReport(Snapshot snapshot, int filesSent, int filesPresent, long bytesSent) {}
