package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.ObjectStore;
import io.contextdb.api.spi.ObjectStore.ObjectInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Since when each object has been without a name: {@value #KEY}, a line for each with milliseconds since 1970, a blank,
 * and the key. Cleanups alone write it. When it is lost or unreadable, the periods begin again, so that files stay
 * longer and never go early.
 */
final class Unnamed {
    static final String KEY = Documents.FOLDER + "unnamed.txt";

    private static final int BYTES_MAX = 64 << 20;

    private final ObjectStore store;

    Unnamed(ObjectStore store) {
        this.store = store;
    }

    /** What was written last. */
    Map<String, Instant> read() {
        Map<String, Instant> since = new TreeMap<>();
        Optional<ObjectInfo> object = store.head(KEY);
        if (object.isEmpty() || object.get().bytes() > BYTES_MAX) {
            return since;
        }
        try {
            String text = new String(SmallObjects.read(store, object.get()), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                if (line.matches("\\d{1,15} .+")) {
                    int blank = line.indexOf(' ');
                    since.put(
                            line.substring(blank + 1), Instant.ofEpochMilli(Long.parseLong(line.substring(0, blank))));
                }
            }
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.INVALID_ARGUMENT && e.code() != ErrorCode.FILE_NOT_FOUND) {
                throw e;
            }
            // Another cleanup has replaced it by a shorter one meanwhile.
            since.clear();
        }
        return since;
    }

    /** Replaces it. */
    void write(Map<String, Instant> since) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(since)
                .forEach((key, when) ->
                        text.append(when.toEpochMilli()).append(' ').append(key).append('\n'));
        try {
            Path file = Files.createTempFile("contextdb-unnamed", ".txt");
            try {
                store.put(KEY, Files.writeString(file, text));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new ContextDbException(ErrorCode.IO_FAILURE, "cannot write a temporary file: " + e.getMessage(), e);
        }
    }
}
