package io.contextdb.storage.mmap.base;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.snapshot.FileEntry;
import io.contextdb.storage.mmap.snapshot.FileRole;
import io.contextdb.storage.mmap.snapshot.SnapshotMetadata;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Description} of a file lies in its first block. Where that is damaged, this makes it anew for a base, out
 * of the sections there are and what the snapshot's document says of the file. For patches that is not enough.
 */
final class DamagedDescription {
    private DamagedDescription() {}

    /** The description of a file of nodes. */
    static Description nodes(DataFile file, FileEntry entry) {
        return isMadeAnew(file, entry)
                ? Description.known(entry.rows(), dense(file, NodeFileWriter.IDS), entry.idLowest(), 0)
                : Description.of(file);
    }

    /** The description of a file of edges. What it was when only some types are known is not known. */
    static Description edges(DataFile file, FileEntry entry, SnapshotMetadata metadata) {
        if (!isMadeAnew(file, entry)) {
            return Description.of(file);
        }
        long[] types = types(file, metadata);
        return types.length == 1
                ? Description.known(entry.rows(), dense(file, EdgeFileWriter.IDS), entry.idLowest(), types[0])
                : Description.of(file);
    }

    /**
     * The description of a row map. How many rows are live is what the document says of a space that is alone, and
     * follows from the dead ones where there are several. When their file is lost as well, all rows count as live: a
     * salvage then finds deleted vectors again, or misses them where they were replaced.
     *
     * @param dead null when no row is dead, or the file that says so is lost
     */
    static Description rows(DataFile file, FileEntry entry, SnapshotMetadata metadata, @Nullable BitmapFile dead) {
        if (!isMadeAnew(file, entry)) {
            return Description.of(file);
        }
        boolean alone = metadata.schema().spaces().size() == 1;
        boolean listed = file.has(RowMapFile.NODE_ROWS);
        return Description.known(
                entry.rows(),
                alone ? metadata.counts().vectors() : entry.rows() - (dead == null ? 0 : dead.deadCount()),
                listed
                        ? file.section(RowMapFile.NODE_ROWS).length() / Integer.BYTES
                        : metadata.counts().nodeLimit(),
                listed ? 1 : 0);
    }

    private static boolean isMadeAnew(DataFile file, FileEntry entry) {
        if (entry.role() != FileRole.BASE || !file.has(Description.SECTION)) {
            return false;
        }
        try {
            file.touch(file.section(Description.SECTION).offset());
            return false;
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.CORRUPTION) {
                throw e;
            }
            return true;
        }
    }

    private static long dense(DataFile file, int ids) {
        return file.has(ids) ? 0 : 1;
    }

    /** The types that edges have which are still alive, unless each edge has its own. */
    private static long[] types(DataFile file, SnapshotMetadata metadata) {
        if (file.has(EdgeFileWriter.TYPES)) {
            return new long[] {EdgeFileWriter.SEVERAL_TYPES};
        }
        List<Long> edges = metadata.counts().typeEdges();
        return LongStream.range(0, edges.size())
                .filter(type -> edges.get((int) type) > 0)
                .toArray();
    }
}
