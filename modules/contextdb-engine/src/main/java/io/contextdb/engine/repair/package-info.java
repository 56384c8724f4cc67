/**
 * What to do with a database that is damaged. {@link io.contextdb.engine.repair.DatabaseRepair} is the way in.
 *
 * <p>An {@link io.contextdb.engine.repair.Inventory} reads everything: the format file, the documents of snapshots,
 * every data file that one of them names, and the log. A {@link io.contextdb.engine.repair.Diagnosis} finds what is
 * damaged there, and what can be recovered, with the help of a {@link io.contextdb.engine.repair.Source}, which is an
 * archive or another directory of the same database: {@link io.contextdb.engine.repair.RecoverableSnapshots} are the
 * snapshots' part of it. A {@link io.contextdb.engine.repair.DamageList} puts all that into words.
 *
 * <p>A {@link io.contextdb.engine.repair.Treatment} acts on that, one file at a time: the new file is made beside the
 * damaged one, verified and synced; the damaged one gets a second name below {@code damaged}; then the new one takes
 * its place by a rename. So the directory is never without the file, a process that is killed leaves nothing that a
 * second repair does not find, and what was put aside can be put back.
 *
 * <p>A {@link io.contextdb.engine.repair.Salvage} reads a damaged database and writes another one, under a new id, so
 * that nobody takes it for the old one: the files of a sound snapshot, and a log with what follows it. Where that would
 * fall behind the newest snapshot, {@link io.contextdb.engine.repair.Remains} are copied instead: each row of the
 * newest snapshot that can be read, whatever is damaged beside it, and then what the log behind it can still change.
 */
package io.contextdb.engine.repair;
