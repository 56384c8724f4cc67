package io.contextdb.objectstore.file;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.ObjectStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** From keys to paths, none of which leads out of the store. */
final class ObjectPaths {
    /** Where objects are while they are written; no key begins with it. */
    static final String UPLOADS = ".uploads";

    private ObjectPaths() {}

    /** The path of a key, without symbolic links on the way. */
    static Path resolve(Path root, String key) {
        ObjectStore.requireKey(key);
        if (key.equals(UPLOADS) || key.startsWith(UPLOADS + "/")) {
            throw refused(key, "the name " + UPLOADS + " is kept for uploads");
        }
        Path path = root;
        for (String part : key.split("/")) {
            path = path.resolve(part);
            if (Files.isSymbolicLink(path)) {
                throw refused(key, path + " is a symbolic link");
            }
        }
        assert path.startsWith(root) : path;
        return path;
    }

    private static ContextDbException refused(String key, String why) {
        return new ContextDbException(ErrorCode.INVALID_ARGUMENT, "object key \"" + key + "\": " + why);
    }
}
