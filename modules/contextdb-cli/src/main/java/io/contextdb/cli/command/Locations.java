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

    /**
     * The URL that is meant. What follows {@code file://} may be a path as it is, with blanks and all, for that is what
     * {@code file://$PWD/archive} becomes.
     */
    static URI of(String typed) {
        if (typed.isBlank()) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the archive is named by an empty text; say s3://bucket/prefix, file:///directory, or the path of"
                            + " a directory, . for this one");
        }
        try {
            if (typed.startsWith(FILE + ":///")) {
                return Path.of(path(typed)).toUri();
            }
            return isUrl(typed) ? new URI(typed) : Path.of(typed).toUri();
        } catch (URISyntaxException | InvalidPathException e) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the archive " + shown(typed) + " is no location; say s3://bucket/prefix, file:///directory, or the"
                            + " path of a directory",
                    e);
        }
    }

    /** The path in a file URL: unescaped when it is a URL in all its characters, and otherwise as it was typed. */
    private static String path(String typed) {
        try {
            URI location = new URI(typed);
            boolean whole = location.getQuery() == null && location.getFragment() == null;
            if (whole && location.getPath() != null) {
                return location.getPath();
            }
        } catch (URISyntaxException e) {
            // It has blanks, or a % of its own.
        }
        return typed.substring(FILE.length() + "://".length());
    }

    /**
     * Refuses a directory that does not exist, where there is something to be read. Other places tell when they are
     * asked.
     */
    static void requirePresent(URI location) {
        boolean directory =
                FILE.equals(location.getScheme()) && location.getPath() != null && location.getHost() == null;
        if (!directory) {
            return;
        }
        Path path = Path.of(location.getPath());
        if (!Files.isDirectory(path)) {
            throw new ContextDbException(
                    ErrorCode.FILE_NOT_FOUND,
                    "there is no archive at " + location + ": "
                            + (Files.exists(path) ? "it is a file" : "no such directory"));
        }
    }

    /** Without what may stand before an @. */
    private static String shown(String typed) {
        return typed.replaceAll("//[^/@]*@", "//...@");
    }
}
