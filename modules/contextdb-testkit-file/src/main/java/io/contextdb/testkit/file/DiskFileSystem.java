package io.contextdb.testkit.file;

import io.contextdb.memory.OsFileSystem;

/** The operating system's files, for tests in modules that do not read the module of {@link OsFileSystem}. */
public final class DiskFileSystem extends ForwardingFileSystem {
    /** A file system needs no state. */
    public DiskFileSystem() {
        super(new OsFileSystem());
    }
}
