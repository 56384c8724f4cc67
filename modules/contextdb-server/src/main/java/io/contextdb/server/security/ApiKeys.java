package io.contextdb.server.security;

import io.contextdb.api.ContextDbException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys a server knows. It looks at their file again when it is older than half a second, so that a key that was
 * revoked is refused within a second; a file that cannot be read leaves the keys as they are. Thread-safe.
 */
public final class ApiKeys {
    private static final Logger LOGGER = System.getLogger(ApiKeys.class.getName());
    private static final long LOOK_NANOS = 500_000_000;

    /** Compared with when no key has the id, so that this takes as long. */
    private static final ApiKey NOBODY =
            ApiKey.make("", Map.of(), Instant.EPOCH).key();

    private final KeyFile file;
    private volatile Loaded loaded;

    /** What was read, of which version of the file, and when that was looked at. */
    private record Loaded(
            Map<String, ApiKey> keys, @Nullable Object version, long lookedNanos) {}

    /** The keys of a file. */
    public ApiKeys(KeyFile file) {
        this.file = file;
        this.loaded = load(System.nanoTime());
    }

    private Loaded load(long now) {
        Object version = version();
        List<ApiKey> keys = file.read();
        return new Loaded(keys.stream().collect(Collectors.toMap(ApiKey::id, Function.identity())), version, now);
    }

    /** Differs whenever the file was replaced. */
    private @Nullable Object version() {
        Path path = file.path();
        try {
            if (!Files.exists(path)) {
                return null;
            }
            FileTime time = Files.getLastModifiedTime(path);
            Object inode = Optional.ofNullable(Files.readAttributes(path, BasicFileAttributes.class)
                            .fileKey())
                    .orElse("");
            return List.of(time, inode, Files.size(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whose a key is; empty when nobody's. */
    public Optional<Principal> find(String text) {
        Loaded present = present();
        String id = ApiKey.idOf(text);
        ApiKey known = id == null ? null : present.keys.get(id);
        boolean same = (known == null ? NOBODY : known).is(text);
        return known != null && same ? Optional.of(known.principal()) : Optional.empty();
    }

    private Loaded present() {
        Loaded present = loaded;
        long now = System.nanoTime();
        if (now - present.lookedNanos < LOOK_NANOS) {
            return present;
        }
        try {
            Object version = version();
            present = Objects.equals(version, present.version) ? new Loaded(present.keys, version, now) : load(now);
        } catch (ContextDbException | UncheckedIOException e) {
            LOGGER.log(Level.WARNING, "the keys stay as they were", e);
            present = new Loaded(present.keys, present.version, now);
        }
        loaded = present;
        return present;
    }
}
