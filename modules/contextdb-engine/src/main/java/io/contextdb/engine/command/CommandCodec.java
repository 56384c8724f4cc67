package io.contextdb.engine.command;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.StageRecord;
import io.contextdb.api.spi.StageRecord.StageFile;
import io.contextdb.memory.ByteDecoder;
import io.contextdb.memory.ByteEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Log entries as bytes.
 *
 * <pre>
 * u8        format version, {@value #VERSION}
 * u8        kind
 * number    database
 * number    timestamp, milliseconds since 1970
 * kind 1, write set:
 *   u8      1 with a read set, else 0; with it:
 *     number  read index
 *     number  count of keys;  u64 each, ascending
 *   write set, see {@link WriteSetCodec}
 * kind 2, checkpoint
 * kind 3, compact
 * kind 4, import:
 *   number  compact index
 *   string  the stage's name;  number nodes;  number edges;  number vectors
 *   number  count of files;  each: string path, number bytes, u32 CRC32C
 * kind 5, cleanup:
 *   number  snapshots to keep;  number greatest age in milliseconds
 * kind 6, delete:
 *   number  snapshot
 * </pre>
 *
 * <p>Numbers and strings are the unsigned numbers and strings of {@link ByteEncoder}. A reader that meets a higher
 * version or an unknown kind stops: it must not go on without a command that others apply.
 */
public final class CommandCodec {
    /** The version written. */
    public static final int VERSION = 1;

    private static final int WRITE = 1;
    private static final int CHECKPOINT = 2;
    private static final int COMPACT = 3;
    private static final int IMPORT = 4;
    private static final int CLEANUP = 5;
    private static final int DELETE = 6;

    private CommandCodec() {}

    /** Appends an entry. */
    public static void encode(Entry entry, ByteEncoder out) {
        out.putByte(VERSION);
        out.putByte(kind(entry.command()));
        out.putUnsigned(entry.database());
        out.putUnsigned(entry.timestampMillis());
        switch (entry.command()) {
            case Command.Write write -> {
                out.putByte(write.reads().isPresent() ? 1 : 0);
                write.reads().ifPresent(reads -> encodeReads(reads, out));
                WriteSetCodec.encode(write.set(), out);
            }
            case Command.Checkpoint _ -> {}
            case Command.Compact _ -> {}
            case Command.Import load -> encodeImport(load, out);
            case Command.Cleanup(int keep, long ageMillisMax) -> {
                out.putUnsigned(keep);
                out.putUnsigned(ageMillisMax);
            }
            case Command.Delete(long snapshotId) -> out.putUnsigned(snapshotId);
        }
    }

    /**
     * Reads an entry.
     *
     * @throws ContextDbException {@code FORMAT_TOO_NEW} for a higher version, {@code CORRUPTION} for what no version
     *     writes
     */
    public static Entry decode(ByteDecoder in) {
        int version = in.getByte();
        if (version > VERSION) {
            throw new ContextDbException(
                    ErrorCode.FORMAT_TOO_NEW,
                    "a command of format " + version + "; this version reads formats up to " + VERSION);
        }
        int kind = in.getByte();
        long database = in.getUnsigned();
        long timestampMillis = in.getUnsigned();
        Command command = switch (kind) {
            case WRITE -> new Command.Write(decodeReads(in), WriteSetCodec.decode(in));
            case CHECKPOINT -> new Command.Checkpoint();
            case COMPACT -> new Command.Compact();
            case IMPORT -> decodeImport(in);
            case CLEANUP -> new Command.Cleanup((int) Math.min(in.getUnsigned(), Integer.MAX_VALUE), in.getUnsigned());
            case DELETE -> new Command.Delete(in.getUnsigned());
            default -> throw in.corruption("no kind of command has the number " + kind);
        };
        if (in.remaining() != 0) {
            throw in.corruption(in.remaining() + " bytes behind a command");
        }
        return new Entry(database, timestampMillis, command);
    }

    private static int kind(Command command) {
        return switch (command) {
            case Command.Write write -> WRITE;
            case Command.Checkpoint checkpoint -> CHECKPOINT;
            case Command.Compact compact -> COMPACT;
            case Command.Import load -> IMPORT;
            case Command.Cleanup cleanup -> CLEANUP;
            case Command.Delete delete -> DELETE;
        };
    }

    private static void encodeReads(ReadSet reads, ByteEncoder out) {
        out.putUnsigned(reads.readIndex());
        out.putUnsigned(reads.keys().length);
        for (long key : reads.keys()) {
            out.putLong(key);
        }
    }

    private static Optional<ReadSet> decodeReads(ByteDecoder in) {
        if (in.getByte() == 0) {
            return Optional.empty();
        }
        long readIndex = in.getUnsigned();
        long[] keys = new long[in.getCount(Long.BYTES)];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = in.getLong();
        }
        return Optional.of(new ReadSet(readIndex, keys));
    }

    private static void encodeImport(Command.Import load, ByteEncoder out) {
        StageRecord stage = load.stage();
        out.putUnsigned(load.compactIndex());
        out.putString(stage.name());
        out.putUnsigned(stage.nodes());
        out.putUnsigned(stage.edges());
        out.putUnsigned(stage.vectors());
        out.putUnsigned(stage.files().size());
        for (StageFile file : stage.files()) {
            out.putString(file.path());
            out.putUnsigned(file.bytes());
            out.putInt(file.digest());
        }
    }

    private static Command.Import decodeImport(ByteDecoder in) {
        long compactIndex = in.getUnsigned();
        String name = in.getString();
        long nodes = in.getUnsigned();
        long edges = in.getUnsigned();
        long vectors = in.getUnsigned();
        int count = in.getCount(6);
        List<StageFile> files = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            files.add(new StageFile(in.getString(), in.getUnsigned(), in.getInt()));
        }
        return new Command.Import(compactIndex, new StageRecord(name, nodes, edges, vectors, files));
    }
}
