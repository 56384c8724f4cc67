package io.contextdb.log;

import io.contextdb.api.spi.FileSystem;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What tests write into logs and find in them. */
final class Records {
    static final Path DIRECTORY = Path.of("/node");
    static final int SEGMENT_BYTES = 16 << 10;
    static final byte TYPE = 7;

    private Records() {}

    static Log log(FileSystem files) {
        return new Log(new LogOptions(DIRECTORY, files, SEGMENT_BYTES));
    }

    /** Recovers a log and returns the payloads above {@code applied}. */
    static List<String> recover(Log log, long applied) {
        List<String> found = new ArrayList<>();
        log.recover(applied, collect(found));
        return found;
    }

    static List<String> read(Log log, long from, long to) {
        List<String> found = new ArrayList<>();
        log.read(from, to, collect(found));
        return found;
    }

    private static RecordVisitor collect(List<String> found) {
        return (type, term, index, payload) -> {
            assert type == TYPE : type;
            found.add(term + "/" + index + ":" + text(payload));
        };
    }

    static String text(MemorySegment payload) {
        return new String(payload.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    /** Appends texts as one group and makes it durable. */
    static void commit(Log log, long term, String... texts) {
        append(log, term, texts);
        log.write();
        log.force();
    }

    static void append(Log log, long term, String... texts) {
        for (String text : texts) {
            append(log, term, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    static long append(Log log, long term, byte[] payload) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(Math.max(1, payload.length)).asSlice(0, payload.length);
            MemorySegment.copy(payload, 0, segment, ValueLayout.JAVA_BYTE, 0, payload.length);
            return log.append(TYPE, term, segment);
        }
    }
}
