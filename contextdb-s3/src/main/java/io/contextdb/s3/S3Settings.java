package io.contextdb.s3;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a store is reached. Each has a name and may be left out:
 *
 * <pre>
 * s3_bucket, s3_prefix     where a database sends its snapshots; whoever opens a store gives its location instead
 * s3_region                such as eu-central-1; else that of the environment or profile, else us-east-1 where an endpoint is given
 * s3_endpoint              such as http://127.0.0.1:9000; else AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, else Amazon's
 * s3_path_style            true: http://host/bucket/key, as most other servers need; false: http://bucket.host/key. Default: true where an
 *                          endpoint is given
 * s3_access_key_id, s3_secret_access_key, s3_session_token
 *                          credentials; else those that the SDK finds: system properties, environment, profile, container, instance
 * s3_profile               a profile of ~/.aws to take credentials and region from
 * s3_part_bytes            larger files are sent in parts of this size, 5 MiB to 5 GiB; default 16 MiB
 * s3_parallel              parts of a file sent at a time, 1 to 64; default 4
 * s3_checksum              crc32c (default): the store checks each file or part; none for stores that refuse the header
 * s3_attempts              how often a request is tried, 1 to 20; default 8
 * s3_timeout_millis        how long an answer may take to begin or go on, 100 to 600000; default 30000
 * </pre>
 */
record S3Settings(
        Optional<String> region,
        Optional<URI> endpoint,
        boolean pathStyle,
        Optional<String> accessKeyId,
        Optional<String> secretAccessKey,
        Optional<String> sessionToken,
        Optional<String> profile,
        long partBytes,
        int parallel,
        boolean checksum,
        int attempts,
        Duration timeout) {
    private static final List<String> NAMES = List.of(
            "s3_bucket",
            "s3_prefix",
            "s3_region",
            "s3_endpoint",
            "s3_path_style",
            "s3_access_key_id",
            "s3_secret_access_key",
            "s3_session_token",
            "s3_profile",
            "s3_part_bytes",
            "s3_parallel",
            "s3_checksum",
            "s3_attempts",
            "s3_timeout_millis");

    /** Reads and checks the settings. */
    static S3Settings of(Map<String, String> settings) {
        for (String name : settings.keySet()) {
            if (!NAMES.contains(name)) {
                throw invalid("there is no setting '" + name + "'; there are " + String.join(", ", NAMES));
            }
        }
        Source source = new Source(settings);
        Optional<URI> endpoint = source.endpoint();
        Optional<String> accessKeyId = source.text("s3_access_key_id");
        Optional<String> secretAccessKey = source.text("s3_secret_access_key");
        if (accessKeyId.isPresent() != secretAccessKey.isPresent()) {
            throw invalid("s3_access_key_id and s3_secret_access_key belong together; one of them is missing");
        }
        return new S3Settings(
                source.text("s3_region"),
                endpoint,
                source.choice("s3_path_style", endpoint.isPresent() ? "true" : "false", "true", "false"),
                accessKeyId,
                secretAccessKey,
                source.text("s3_session_token"),
                source.text("s3_profile"),
                source.number("s3_part_bytes", 16L << 20, 5L << 20, 5L << 30),
                (int) source.number("s3_parallel", 4, 1, 64),
                source.choice("s3_checksum", "crc32c", "crc32c", "none"),
                (int) source.number("s3_attempts", 8, 1, 20),
                Duration.ofMillis(source.number("s3_timeout_millis", 30_000, 100, 600_000)));
    }

    private record Source(Map<String, String> settings) {
        Optional<String> text(String name) {
            return Optional.ofNullable(settings.get(name)).filter(value -> !value.isEmpty());
        }

        long number(String name, long standard, long least, long greatest) {
            String text = text(name).orElse(Long.toString(standard));
            try {
                long value = Long.parseLong(text);
                if (value >= least && value <= greatest) {
                    return value;
                }
            } catch (NumberFormatException e) {
                assert e.getMessage() != null;
            }
            throw invalid(name + " is " + text + "; it must be a number from " + least + " to " + greatest);
        }

        /** Whether the first of two values is chosen. */
        boolean choice(String name, String standard, String yes, String no) {
            String text = text(name).orElse(standard);
            if (!text.equals(yes) && !text.equals(no)) {
                throw invalid(name + " is " + text + "; it must be " + yes + " or " + no);
            }
            return text.equals(yes);
        }

        Optional<URI> endpoint() {
            Optional<String> text = text("s3_endpoint")
                    .or(() -> Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL_S3")))
                    .or(() -> Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL")))
                    .filter(value -> !value.isEmpty());
            return text.map(value -> {
                if (!value.matches("https?://[^/?#@\\s]+/?")) {
                    throw invalid("the endpoint is not of the form http://host:port or https://host:port");
                }
                return URI.create(value);
            });
        }
    }

    private static ContextDbException invalid(String what) {
        return new ContextDbException(ErrorCode.INVALID_CONFIGURATION, what);
    }

    /** Without credentials. */
    @Override
    public String toString() {
        return "S3Settings[region=" + region.orElse("") + ", endpoint="
                + endpoint.map(URI::toString).orElse("") + ", pathStyle=" + pathStyle + "]";
    }
}
