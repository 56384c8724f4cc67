package io.contextdb.server.security;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.transfer.JsonText;
import io.contextdb.transfer.ValueJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The keys of a server in a file, one JSON object on each line: {@code {"id", "name", "sha256", "roles": {database:
 * role}, "created"}}. It is replaced as a whole, so that a reader sees all of it before or after a change, and can be
 * read by its owner only.
 */
public final class KeyFile {
    private static final String OWNER_ONLY = "rw-------";

    private final Path path;

    /** The keys in a file that need not be there yet. */
    public KeyFile(Path path) {
        this.path = path;
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /**
     * All keys, in the order they were made.
     *
     * @throws ContextDbException {@link ErrorCode#IO_FAILURE}, or {@link ErrorCode#CORRUPTION} when it is no such file
     */
    public List<ApiKey> read() {
        if (!Files.exists(path)) {
            return List.of();
        }
        try {
            List<ApiKey> keys = new ArrayList<>();
            for (String line : Files.readAllLines(path)) {
                if (!line.isBlank()) {
                    keys.add(parse(line));
                }
            }
            return keys;
        } catch (IOException e) {
            throw failure("read", e);
        }
    }

    private ApiKey parse(String line) {
        try {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            Map<String, Object> object = ValueJson.parse(bytes, 0, bytes.length);
            Map<String, Role> roles = new TreeMap<>();
            ((Map<?, ?>) member(object, "roles"))
                    .forEach((database, role) -> roles.put(
                            database.toString(), Role.valueOf(role.toString().toUpperCase(Locale.ROOT))));
            return new ApiKey(
                    text(object, "id"),
                    text(object, "name"),
                    text(object, "sha256"),
                    roles,
                    Instant.parse(text(object, "created")));
        } catch (ContextDbException
                | IllegalArgumentException
                | ClassCastException
                | NullPointerException
                | DateTimeException e) {
            throw new ContextDbException(ErrorCode.CORRUPTION, path + " has a line that is no key", e);
        }
    }

    private static String text(Map<String, Object> object, String name) {
        return (String) member(object, name);
    }

    private static Object member(Map<String, Object> object, String name) {
        return Objects.requireNonNull(object.get(name), name);
    }

    /** Replaces all keys; durable when this returns. */
    public void write(List<ApiKey> keys) {
        Path temporary = path.resolveSibling(path.getFileName() + ".tmp");
        StringBuilder text = new StringBuilder();
        keys.forEach(key -> text.append(JsonText.line(object(key))).append('\n'));
        try {
            Files.deleteIfExists(temporary);
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
            }
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failure("write", e);
        }
    }

    private static Map<String, Object> object(ApiKey key) {
        Map<String, Object> roles = new TreeMap<>();
        key.roles().forEach((database, role) -> roles.put(database, role.name().toLowerCase(Locale.ROOT)));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", key.id());
        object.put("name", key.name());
        object.put("sha256", key.hash());
        object.put("roles", roles);
        object.put("created", key.created());
        return object;
    }

    private ContextDbException failure(String what, IOException cause) {
        return new ContextDbException(
                ErrorCode.IO_FAILURE, "cannot " + what + " the keys in " + path + ": " + cause, cause);
    }
}
