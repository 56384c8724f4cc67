package io.contextdb.transfer.json;

import io.contextdb.transfer.ImportOptions;
import io.contextdb.transfer.input.InputFile;
import io.contextdb.transfer.load.Target;
import java.nio.file.Path;

/** Finds out how objects lie in a file. */
public final class JsonFiles {
    private static final int LOOK_BYTES = 1 << 12;

    private JsonFiles() {}

    /** The rows of a file: elements of an array when it begins with one, otherwise lines. */
    public static JsonRows open(Path path, Target target, ImportOptions options) {
        return isArray(path)
                ? new JsonArrayRows(InputFile.open(path), target, options)
                : new JsonLineRows(InputFile.open(path), target, options);
    }

    private static boolean isArray(Path path) {
        try (InputFile file = InputFile.open(path)) {
            byte[] start = new byte[LOOK_BYTES];
            int length = file.readFully(start, 0, start.length);
            for (int i = 0; i < length; i++) {
                boolean ignored = start[i] == ' '
                        || start[i] == '\t'
                        || start[i] == '\r'
                        || start[i] == '\n'
                        // A byte order mark.
                        || start[i] < 0;
                if (!ignored) {
                    return start[i] == '[';
                }
            }
            return false;
        }
    }
}
