package io.contextdb.bench.damage;

import io.contextdb.testkit.file.MemoryFileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where bits are flipped: in every byte of the log near one that is written, of the other files without blocks, and of
 * the headers and footers of data files; and in every 64th of the rest.
 */
final class Places {
    private static final int REST_STEP = 64;
    private static final int PAGE_BYTES = 4096;

    /**
     * Headers, of the file and of an index within, are at the begin of the first two pages; a footer is shorter than
     * this.
     */
    private static final int HEADER_BYTES = 128;

    private static final int FOOTER_BYTES = 2048;

    private Places() {}

    /** A byte of a file. */
    record Place(Path file, int offset) {}

    /** All of them, in order. */
    static List<Place> of(MemoryFileSystem image) {
        List<Place> places = new ArrayList<>();
        for (Path path : image.paths()) {
            byte[] bytes = image.bytes(path);
            for (int offset = 0; offset < bytes.length; offset++) {
                if (offset % REST_STEP == 0 || isDense(path, bytes, offset)) {
                    places.add(new Place(path, offset));
                }
            }
        }
        return places;
    }

    private static boolean isDense(Path path, byte[] bytes, int offset) {
        if (!isData(path)) {
            return !isLog(path) || isWritten(bytes, offset);
        }
        boolean header = offset < 2 * PAGE_BYTES && offset % PAGE_BYTES < HEADER_BYTES;
        return path.toString().endsWith(".json") || header || offset >= bytes.length - FOOTER_BYTES;
    }

    /** Whether a byte of the log is near one that is not zero; what lies behind the records is not. */
    private static boolean isWritten(byte[] bytes, int offset) {
        for (int i = Math.max(0, offset - REST_STEP); i < Math.min(bytes.length, offset + REST_STEP); i++) {
            if (bytes[i] != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a file is a part of the log. */
    static boolean isLog(Path path) {
        return SweptDatabase.HOME.relativize(path).getNameCount() == 1;
    }

    /** Whether a file belongs to a snapshot. */
    static boolean isData(Path path) {
        return !isLog(path) && !path.endsWith("FORMAT") && !path.endsWith("HEAD") && !path.endsWith("LOCK");
    }
}
