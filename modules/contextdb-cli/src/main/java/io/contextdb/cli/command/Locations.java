package io.contextdb.cli.command;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Places of archives as they are typed: URLs, or paths of directories. */
final class Locations {
    private static final String FILE = "file";

    private Locations() {}

    /** Whether a URL was typed, and not a path. */
    static boolean isUrl(String typed) {
        // One letter before a colon is a drive.
        return typed.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
    }

    /** The URL that is meant. */
    static URI of(String typed) {
        try {
            return isUrl(typed) ? new URI(typed) : Path.of(typed).toUri();
        } catch (URISyntaxException | InvalidPathException e) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the archive " + shown(typed) + " is no location; say s3://bucket/prefix, file:///directory, or the"
                            + " path of a directory",
                    e);
        }
    }

    /**
     * Refuses a directory that does not exist, where there is something to be read. Other places tell when they are
     * asked.
     */
    static void requirePresent(URI location) {
        boolean directory =
                FILE.equals(location.getScheme()) && location.getPath() != null && location.getHost() == null;
        if (directory && !Files.isDirectory(Path.of(location.getPath()))) {
            throw new ContextDbException(
                    ErrorCode.FILE_NOT_FOUND, "there is no archive at " + location + ": no such directory");
        }
    }

    /** Without what may stand before an @. */
    private static String shown(String typed) {
        return typed.replaceAll("//[^/@]*@", "//...@");
    }
}
