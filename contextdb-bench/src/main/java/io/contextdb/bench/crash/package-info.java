/**
 * {@code contextdb bench crash}: stops the machine at every change that scripted lives of a database make to its files,
 * in every way a disk may leave them, and opens what is left.
 *
 * <p>A {@link io.contextdb.bench.crash.Workload} runs once, over a file system in memory that writes down every change:
 * each write, sync, rename, link, truncation and deletion, and each directory that is synced. After each step the
 * script takes, its {@link io.contextdb.bench.crash.Recording} notes what the database holds, and how many changes
 * there were when the step was acknowledged. Then {@link io.contextdb.bench.crash.CrashBench} goes through the changes,
 * makes from each place the images a crash may leave there ({@link io.contextdb.testkit.file.Damage}), and gives those
 * it has not seen before to {@link io.contextdb.bench.crash.ImageCheck}: the database must open, hold all that was
 * acknowledged and nothing that was not proposed, pass every check there is, take new writes, and hold them when it is
 * opened once more. Scripts of the past have snapshots and earlier commits looked at as well
 * ({@link io.contextdb.bench.crash.PastCheck}). What a crash leaves of a restore
 * ({@link io.contextdb.bench.crash.Archived}) is a database, or is refused and restored once more. Some scripts begin
 * with what a crash left of another, so that recoveries and restores crash as well.
 */
@NullMarked
package io.contextdb.bench.crash;

import org.jspecify.annotations.NullMarked;
