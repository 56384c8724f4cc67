package io.contextdb.storage.memory;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Snapshot;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.SnapshotRequest;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.memory.ByteDecoder;
import io.contextdb.memory.ByteEncoder;
import io.contextdb.memory.Crc32c;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A snapshot as one file. Fixed numbers are little endian; <i>number</i> is unsigned of variable length.
 *
 * <pre>
 * magic        u64     "CDBTWIN1"
 * version      u32     {@link #VERSION}; a reader refuses a greater one
 * database     u64 u64 the {@link DatabaseId}
 * head         number  snapshot id; timestamp in milliseconds; term; index; compact index; nodes; edges;
 *              vectors; operation, the ordinal in {@link Snapshot.Operation}
 * headSum      u32     CRC32C of all bytes before
 * state        as {@link StateCodec} says
 * indexes      number  how many; then for each the space's number, the number of bytes, the bytes
 * sum          u32     CRC32C of all bytes before; the file ends here
 * </pre>
 *
 * <p>The file appears under its name only when it is whole and synced, and is never changed.
 */
final class StateFile {
    static final int VERSION = 1;

    private static final long MAGIC = 0x314e495754424443L;

    private StateFile() {}

    /** What a file holds beside its head. */
    record Content(State state, Map<Integer, MemorySegment> indexFiles) {}

    static void write(
            FileSystem files,
            Path path,
            DatabaseId database,
            State state,
            SnapshotRequest request,
            SortedMap<Integer, byte[]> indexes) {
        try (FileOutput out = new FileOutput(files, path)) {
            ByteEncoder encoder = out.encoder();
            encoder.putLong(MAGIC);
            encoder.putInt(VERSION);
            encoder.putLong(database.high());
            encoder.putLong(database.low());
            encoder.putUnsigned(request.id());
            encoder.putUnsigned(request.timestampMillis());
            encoder.putUnsigned(request.position().term());
            encoder.putUnsigned(request.position().index());
            encoder.putUnsigned(request.compactIndex());
            encoder.putUnsigned(state.nodeOrdinals().size());
            encoder.putUnsigned(state.edgeOrdinals().size());
            encoder.putUnsigned(state.vectorCount());
            encoder.putUnsigned(request.operation().ordinal());
            encoder.putInt(out.checksum());
            StateCodec.write(state, out);
            encoder.putUnsigned(indexes.size());
            indexes.forEach((space, bytes) -> {
                encoder.putUnsigned(space);
                encoder.putByteString(bytes);
                out.drain();
            });
            encoder.putInt(out.checksum());
            out.commit();
        }
    }

    /** Reads and checks the head alone. */
    static SnapshotRecord readHead(FileSystem files, Path path, DatabaseId database) {
        return read(files, path, bytes -> head(new ByteDecoder(bytes), bytes, database));
    }

    /** Reads and checks everything. */
    static Content read(FileSystem files, Path path, DatabaseId database) {
        return read(files, path, bytes -> {
            ByteDecoder in = new ByteDecoder(bytes);
            SnapshotRecord head = head(in, bytes, database);
            checkSumAt(bytes, bytes.byteSize() - Integer.BYTES);
            State state = StateCodec.read(in, head.position());
            Map<Integer, MemorySegment> indexes = new TreeMap<>();
            int count = in.getCount(2);
            for (int i = 0; i < count; i++) {
                indexes.put((int) in.getUnsigned(), nativeCopy(in.getByteString()));
            }
            if (in.remaining() != Integer.BYTES) {
                throw in.corruption("the file goes on behind its end");
            }
            return new Content(state, indexes);
        });
    }

    private static SnapshotRecord head(ByteDecoder in, MemorySegment bytes, DatabaseId database) {
        if (in.getLong() != MAGIC) {
            throw in.corruption("the file does not begin as a snapshot does");
        }
        int version = in.getInt();
        if (version > VERSION) {
            throw new ContextDbException(
                    ErrorCode.FORMAT_TOO_NEW,
                    "the snapshot has format version " + version + ", this program reads up to " + VERSION
                            + "; use a newer one");
        }
        DatabaseId owner = new DatabaseId(in.getLong(), in.getLong());
        long id = in.getUnsigned();
        Instant timestamp = Instant.ofEpochMilli(in.getUnsigned());
        LogPosition position = new LogPosition(in.getUnsigned(), in.getUnsigned());
        long compactIndex = in.getUnsigned();
        long nodes = in.getUnsigned();
        long edges = in.getUnsigned();
        long vectors = in.getUnsigned();
        Snapshot.Operation operation = operation(in);
        checkSumAt(bytes, in.position());
        in.getInt();
        if (!database.takes(owner)) {
            throw new ContextDbException(
                    ErrorCode.FOREIGN_FILE,
                    "the snapshot is of the database " + owner + "; this one is " + database + ": take the file away");
        }
        return new SnapshotRecord(
                new Snapshot(
                        id,
                        timestamp,
                        position.index(),
                        operation,
                        nodes,
                        edges,
                        vectors,
                        bytes.byteSize(),
                        bytes.byteSize()),
                position,
                1,
                compactIndex);
    }

    private static Snapshot.Operation operation(ByteDecoder in) {
        long ordinal = in.getUnsigned();
        Snapshot.Operation[] known = Snapshot.Operation.values();
        if (Long.compareUnsigned(ordinal, known.length) >= 0) {
            throw in.corruption("no operation has the number " + Long.toUnsignedString(ordinal));
        }
        return known[(int) ordinal];
    }

    private static void checkSumAt(MemorySegment bytes, long position) {
        if (position < 0
                || position + Integer.BYTES > bytes.byteSize()
                || bytes.get(NativeMemory.INT, position) != Crc32c.of(bytes.asSlice(0, position))) {
            throw new ContextDbException(
                    ErrorCode.CORRUPTION, "the bytes before " + position + " do not match their checksum");
        }
    }

    /** Reads a file, and names it in the error when that fails. */
    private static <T> T read(FileSystem files, Path path, Function<MemorySegment, T> reader) {
        try (Arena arena = Arena.ofShared()) {
            return reader.apply(files.map(path, arena));
        } catch (ContextDbException e) {
            throw new ContextDbException(e.code(), "cannot read " + path, e);
        }
    }

    private static MemorySegment nativeCopy(byte[] bytes) {
        MemorySegment copy = NativeMemory.allocateSegment(Arena.ofAuto(), bytes.length, VectorRows.ALIGNMENT_BYTES);
        copy.copyFrom(MemorySegment.ofArray(bytes));
        return copy;
    }
}
