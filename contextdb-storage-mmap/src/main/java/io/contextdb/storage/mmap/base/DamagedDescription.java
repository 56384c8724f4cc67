package io.contextdb.storage.mmap.base;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.snapshot.FileEntry;
import io.contextdb.storage.mmap.snapshot.FileRole;
import io.contextdb.storage.mmap.snapshot.SnapshotMetadata;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * The section that says what is in the others lies in the first block of a file. Where that is damaged, this makes it
 * anew for a base, out of the sections there are and what the snapshot's document says of the file. For patches and
 * other kinds that is not enough.
 */
final class DamagedDescription {
    private DamagedDescription() {}

    /** Makes sure that a file has a description, if that can be. */
    static void complete(DataFile file, FileEntry entry, SnapshotMetadata metadata) {
        if (entry.role() != FileRole.BASE || !isDamaged(file)) {
            return;
        }
        switch (entry.kind()) {
            case NODES -> file.describe(entry.rows(), dense(file, NodeFileWriter.IDS), entry.idLowest(), 0);
            case EDGES ->
                type(file, metadata)
                        .ifPresent(type ->
                                file.describe(entry.rows(), dense(file, EdgeFileWriter.IDS), entry.idLowest(), type));
            case ROWS -> describeRows(file, entry, metadata);
            case ADJACENCY, VECTORS, INDEX, DELETIONS -> {}
        }
    }

    private static boolean isDamaged(DataFile file) {
        if (!file.has(DataFile.DESCRIPTION)) {
            return false;
        }
        try {
            return file.description(0) < 0;
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

    /** The type that all edges have which are still alive, when it is one. */
    private static OptionalLong type(DataFile file, SnapshotMetadata metadata) {
        if (file.has(EdgeFileWriter.TYPES)) {
            return OptionalLong.of(EdgeFileWriter.SEVERAL_TYPES);
        }
        List<Long> edges = metadata.counts().typeEdges();
        long[] types = LongStream.range(0, edges.size())
                .filter(type -> edges.get((int) type) > 0)
                .toArray();
        return types.length == 1 ? OptionalLong.of(types[0]) : OptionalLong.empty();
    }

    /** Where there are several spaces, all rows of each count as live. */
    private static void describeRows(DataFile file, FileEntry entry, SnapshotMetadata metadata) {
        boolean listed = file.has(RowMapFile.NODE_ROWS);
        boolean alone = metadata.schema().spaces().size() == 1;
        file.describe(
                entry.rows(),
                alone ? metadata.counts().vectors() : entry.rows(),
                listed
                        ? file.section(RowMapFile.NODE_ROWS).length() / Integer.BYTES
                        : metadata.counts().nodeLimit(),
                listed ? 1 : 0);
    }
}
