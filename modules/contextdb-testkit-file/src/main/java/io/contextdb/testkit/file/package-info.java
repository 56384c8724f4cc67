/**
 * File systems for tests. {@link io.contextdb.testkit.file.MemoryFileSystem} keeps everything in memory,
 * {@link io.contextdb.testkit.file.FaultyFileSystem} lets the n-th operation of a kind fail, and
 * {@link io.contextdb.testkit.file.RecordingFileSystem} writes down every change, so that
 * {@link io.contextdb.testkit.file.CrashReplay} can go through them and show, for each place, what a crash there may
 * leave on the disk:
 *
 * <pre>{@code
 * RecordingFileSystem files = new RecordingFileSystem(new MemoryFileSystem());
 * workload(files);
 * CrashReplay replay = new CrashReplay(files.changes());
 * do {
 *     for (Damage damage : Damage.values()) {
 *         recoverAndCheck(replay.crash(damage, seed).toFileSystem());
 *     }
 * } while (replay.advance());
 * }</pre>
 *
 * The last two stand over any other file system.
 */
package io.contextdb.testkit.file;
