package io.contextdb.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where an archive is and how it is reached. Start with {@link #at} or {@link #of} and change what differs.
 *
 * @param location such as {@code file:///backups/people} or {@code s3://bucket/prefix}; its scheme picks the object
 *     store provider
 * @param settings of that provider, by name, such as {@code s3_region}. They may hold credentials, and are never part
 *     of a message or of {@link #toString}
 * @param codec how files are compressed on the way: {@code lz4}, {@code none}, or a plug-in's, such as {@code zstd}.
 *     Rows of floats never are
 * @param parallel files sent, and ranges of files fetched, at a time, 1 to 64
 * @param pluginDirectories directories whose subdirectories are plug-ins
 */
public record ArchiveOptions(
        URI location, Map<String, String> settings, String codec, int parallel, List<Path> pluginDirectories) {
    private static final int PARALLEL_MAX = 64;

    /** Checks the range and copies the collections. */
    public ArchiveOptions {
        if (parallel < 1 || parallel > PARALLEL_MAX) {
            throw new ContextDbException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "an archive's parallel is " + parallel + "; it must be 1 to " + PARALLEL_MAX);
        }
        settings = Map.copyOf(settings);
        pluginDirectories = List.copyOf(pluginDirectories);
    }

    /** An archive at a place, with {@code lz4}, 4 at a time, no settings and no plug-ins. */
    public static ArchiveOptions at(URI location) {
        return new ArchiveOptions(location, Map.of(), "lz4", 4, List.of());
    }

    /**
     * The archive that settings name: {@code s3://s3_bucket/s3_prefix}; empty when there is no {@code s3_bucket} among
     * them.
     */
    public static Optional<ArchiveOptions> of(Map<String, String> settings) {
        String bucket = settings.getOrDefault("s3_bucket", "");
        if (bucket.isEmpty()) {
            return Optional.empty();
        }
        String prefix = settings.getOrDefault("s3_prefix", "");
        return Optional.of(at(location(bucket, prefix)).settings(settings));
    }

    private static URI location(String bucket, String prefix) {
        try {
            return new URI("s3", bucket, prefix.startsWith("/") ? prefix : "/" + prefix, null, null);
        } catch (URISyntaxException e) {
            throw new ContextDbException(
                    ErrorCode.INVALID_CONFIGURATION, "s3_bucket and s3_prefix make no location: " + e.getReason(), e);
        }
    }

    /** Settings of the object store. Returns the changed options. */
    public ArchiveOptions settings(Map<String, String> value) {
        return new ArchiveOptions(location, value, codec, parallel, pluginDirectories);
    }

    /** How files are compressed. Returns the changed options. */
    public ArchiveOptions codec(String value) {
        return new ArchiveOptions(location, settings, value, parallel, pluginDirectories);
    }

    /** Files or ranges at a time. Returns the changed options. */
    public ArchiveOptions parallel(int value) {
        return new ArchiveOptions(location, settings, codec, value, pluginDirectories);
    }

    /** Where plug-ins lie. Returns the changed options. */
    public ArchiveOptions pluginDirectories(List<Path> value) {
        return new ArchiveOptions(location, settings, codec, parallel, value);
    }

    /** The location for messages, without what may stand before an @. */
    public String shownLocation() {
        return location.toString().replaceAll("//[^/@]*@", "//...@");
    }

    /** Without the values of settings, nor what may stand before an @ in the location. */
    @Override
    public String toString() {
        return "ArchiveOptions[location=" + shownLocation() + ", settings="
                + settings.keySet().stream().sorted().toList() + ", codec=" + codec + ", parallel=" + parallel + "]";
    }
}
