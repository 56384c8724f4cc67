package io.contextdb.index.ivf;

import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.ByteSink;
import io.contextdb.api.spi.IndexFile;
import io.contextdb.kernels.IndexHeader;
import io.contextdb.memory.CheckedFile;
import io.contextdb.memory.CheckedFileWriter;
import io.contextdb.memory.NativeMemory;

/**
 * The file of an inverted file: a {@link CheckedFile}, searched where it is mapped.
 *
 * <pre>
 * magic     "CDBIVF_1"
 * version   1
 * header 0  dimension
 *        1  metric: 0 cosine, 1 dot, 2 Euclidean
 *        2  lists asked for, 0 for as many as suit the rows
 *        3  seed
 *        4  rows
 *        5  rows when the centroids were trained
 *        6  lists
 * body      lists     x the centroid's components as floats, with zeros up to a multiple of 16
 *           from the next multiple of 4,096 bytes:
 *           lists + 1 x a number: how many rows are in the lists before
 *           from the next multiple of 4,096 bytes:
 *           rows      x a row: those of list 0 in ascending order, then those of list 1 ...
 * </pre>
 *
 * <p>Opening reads and checks the first two parts; rows are checked when they are first searched.
 */
final class IvfFile {
    private static final long MAGIC = IndexHeader.magic("CDBIVF_1");
    private static final int VERSION = 1;

    private static final int LISTS_ASKED = IndexHeader.INTS;
    private static final int SEED = LISTS_ASKED + 1;
    private static final int ROWS = LISTS_ASKED + 2;
    private static final int TRAINED_ROWS = LISTS_ASKED + 3;
    private static final int LISTS = LISTS_ASKED + 4;

    private IvfFile() {}

    private static long centroidBytes(int dimension, int lists) {
        return CheckedFileWriter.wholeBlocks(Centroids.bytes(dimension, lists));
    }

    private static long startBytes(int lists) {
        return CheckedFileWriter.wholeBlocks((lists + 1L) * Integer.BYTES);
    }

    private static long rowBytes(int rows) {
        return CheckedFileWriter.wholeBlocks((long) rows * Integer.BYTES);
    }

    static IvfState open(String space, IndexFile mapped, VectorIndexOptions options, IvfParameters parameters) {
        CheckedFile file = CheckedFile.open(mapped.origin(), mapped.bytes(), MAGIC, VERSION);
        IndexHeader.check(file, space, options);
        IndexHeader.check(space, "lists", parameters.lists(), file.header(LISTS_ASKED));
        IndexHeader.check(space, "seed", parameters.seed(), file.header(SEED));
        int rows = file.header(ROWS);
        int lists = file.header(LISTS);
        long starts = file.bodyAddress() + centroidBytes(options.dimension(), lists);
        long ordinals = starts + startBytes(lists);
        if (rows < 0
                || lists < 0
                || ordinals + rowBytes(rows) != file.bodyAddress() + file.bodyBytes()
                || file.header(TRAINED_ROWS) != Schedule.trainedRows(rows)) {
            throw file.corruption(
                    0,
                    "the header's " + rows + " rows in " + lists + " lists do not make a body of " + file.bodyBytes()
                            + " bytes");
        }
        file.check(file.bodyAddress(), ordinals - file.bodyAddress());
        Centroids centroids = new Centroids(options.dimension(), lists, file.bodyAddress(), file);
        centroids.measure(KMeans.sorting(options.metric(), options.dimension()));
        int[] startOfList = new int[lists + 1];
        NativeMemory.copyInts(starts, startOfList, 0, lists + 1);
        return new IvfState(
                rows,
                file.header(TRAINED_ROWS),
                centroids,
                new Postings.InFile(startOfList, file, ordinals),
                Postings.NONE);
    }

    static void write(ByteSink sink, VectorIndexOptions options, IvfParameters parameters, IvfState state) {
        int lists = state.lists();
        int[] header = IndexHeader.of(
                options, parameters.lists(), parameters.seed(), state.rows(), state.trainedRows(), lists);
        long bodyBytes = centroidBytes(options.dimension(), lists) + startBytes(lists) + rowBytes(state.rows());
        try (CheckedFileWriter writer = new CheckedFileWriter(sink, MAGIC, VERSION, header, bodyBytes)) {
            for (int list = 0; list < lists; list++) {
                writer.put(state.centroids().address(list), Centroids.bytes(options.dimension(), 1));
            }
            writer.align();
            for (int list = 0; list <= lists; list++) {
                writer.putInt(state.frozen().start(list) + state.later().start(list));
            }
            writer.align();
            int[] block = new int[1024];
            for (int list = 0; list < lists; list++) {
                put(writer, state.frozen(), list, block);
                put(writer, state.later(), list, block);
            }
            writer.align();
            writer.finish();
        }
    }

    private static void put(CheckedFileWriter writer, Postings postings, int list, int[] block) {
        int end = postings.start(list + 1);
        for (int at = postings.start(list); at < end; at += block.length) {
            int count = Math.min(block.length, end - at);
            postings.copy(at, at + count, block);
            for (int i = 0; i < count; i++) {
                writer.putInt(block[i]);
            }
        }
    }
}
