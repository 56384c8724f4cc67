/**
 * The append-only log of a node. Whatever is to survive goes through it first: a command is durable when the log says
 * so, and the state of a database is what comes out when the log is applied from its beginning, or from a snapshot.
 *
 * <p>{@link io.contextdb.log.Log} is the main object. It is opened, recovers, and then takes records:
 *
 * <pre>{@code
 * try (Log log = new Log(new LogOptions(directory, files, segmentBytes))) {
 *     log.recover(appliedIndex, (type, term, index, payload) -> machine.apply(index, payload));
 *     log.append(COMMAND, term, payload);    // any number of records make a group
 *     log.write();                           // one write
 *     log.force();                           // one sync: the group is durable
 * }
 * }</pre>
 *
 * <h2>Places</h2>
 *
 * The log is a row of segments: files of a fixed size, filled with zeros and synced before their first record, so that
 * a sync later has to write data only. {@code contextdb.log} is the one being written. When it is full it is sealed,
 * gets the name {@code contextdb.log.<first index>} with the index in 20 digits, and the next segment, made under the
 * name {@code contextdb.log.next}, takes the place of {@code contextdb.log}. {@link io.contextdb.log.SegmentFiles} has
 * the steps and what a crash between them leaves. Every byte of the log has an <em>offset</em>: that of its segment
 * plus its position in the file. Offsets only grow.
 *
 * <h2>Bytes</h2>
 *
 * A segment begins with a {@linkplain io.contextdb.log.SegmentHeader header} and a
 * {@linkplain io.contextdb.log.DurableMark mark}. Behind them come groups without gaps, each written by one write call:
 * a head and its records, as {@link io.contextdb.log.GroupEncoder} defines them. A checksum runs through the whole log
 * as a chain: that of a record covers the checksum before it, that of the first record the one of the group's head, and
 * the head repeats the checksum that ended the group before. So a record is valid in one place of one history only;
 * what an earlier attempt left behind the end is never taken for a record, even if its index would fit.
 *
 * <h2>What is damaged and what is only torn</h2>
 *
 * A crash may leave any mixture of old and new bytes of what was written since the last sync. Nothing of it was
 * acknowledged, so it may be cut. Whether bytes belong to it is never guessed: the head of each group records the
 * offset that was <em>known durable</em> when the group was written. Recovery goes from group to group until one is not
 * valid, at offset x say. It then looks through the rest of the segment for heads, which can be verified on their own,
 * and takes the greatest durable offset d that any head or the mark records. If d is greater than x, acknowledged
 * records are damaged: {@code CORRUPTION}, with file and position, and nothing is changed. Otherwise what follows x is
 * a torn tail: it is overwritten with zeros and its bytes are reported. A sealed segment is durable as a whole, so any
 * damage there is corruption.
 *
 * <p>The last group would stay without a record of its durability until another follows. So a writer that has nothing
 * to write puts it into the mark, without a sync, and closing the log does the same and syncs. After that no rest of a
 * segment has to be looked through.
 *
 * <p>Recovery writes what lies beyond the last recorded durable offset once more and syncs it, before anything is built
 * on it: it may have been read from the operating system's cache only, and after a failed sync the cache may hold what
 * the disk does not.
 */
package io.contextdb.log;
