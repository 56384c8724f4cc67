package io.contextdb.storage.mmap.file;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.nio.file.Path;

/** Errors for files that are not what they should be. */
public final class Corruption {
    private Corruption() {}

    /** Damage at a place of a file. */
    public static ContextDbException at(Path path, long offset, String what) {
        return ContextDbException.damage(path + " is damaged at byte " + offset + ": " + what);
    }

    /** A file of a format this version does not know. */
    public static ContextDbException tooNew(Path path, long version, int known) {
        return new ContextDbException(
                ErrorCode.FORMAT_TOO_NEW,
                path + " has format version " + version + "; this version of ContextDB reads up to " + known
                        + ": open it with a newer one");
    }

    /** Two checksums that should be equal, for a message. */
    public static String checksums(int seen, int expected) {
        return String.format("its checksum is %08x instead of %08x", seen, expected);
    }
}
