package io.contextdb.log;

import io.contextdb.api.ContextDbException;
import java.nio.file.Path;

/** How damage is reported: always with the file and the position in it. */
final class Damage {
    private Damage() {}

    static ContextDbException corruption(Path path, long position, String what) {
        return ContextDbException.damage(line(path, position, what));
    }

    static String line(Path path, long position, String what) {
        return path + " at byte " + position + ": " + what;
    }
}
