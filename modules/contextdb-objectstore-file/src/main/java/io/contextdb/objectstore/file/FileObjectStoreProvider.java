package io.contextdb.objectstore.file;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.ObjectStore;
import io.contextdb.api.spi.ObjectStoreProvider;
import io.contextdb.memory.OsFileSystem;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Map;

/** Object stores at URIs such as {@code file:///var/backups/contextdb}; they have no settings. */
public final class FileObjectStoreProvider implements ObjectStoreProvider {
    /** For {@link java.util.ServiceLoader}. */
    public FileObjectStoreProvider() {}

    @Override
    public String name() {
        return "file";
    }

    @Override
    public ObjectStore open(URI location, Map<String, String> settings) {
        try {
            return new FileObjectStore(new OsFileSystem(), Path.of(location));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "object store " + location + ": " + e.getMessage()
                            + "; a directory is named by three slashes and its absolute path, as in"
                            + " file:///var/backups",
                    e);
        }
    }
}
