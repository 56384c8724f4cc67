package io.contextdb.s3;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.ObjectStore;
import java.net.URI;
import java.util.Optional;

/**
 * A place in a bucket.
 *
 * @param prefix what all keys of the place begin with: empty, or ended by a slash
 */
record S3Location(String bucket, String prefix) {
    /** Reads {@code s3://bucket/prefix}; a slash at the end makes no difference. */
    static S3Location of(URI location) {
        String bucket = location.getRawAuthority();
        if (!"s3".equals(location.getScheme()) || bucket == null) {
            throw refused("it is not of the form s3://bucket/prefix");
        }
        if (location.getRawUserInfo() != null || bucket.contains("@")) {
            throw refused("it holds credentials; give them by the environment, a profile, or settings");
        }
        if (location.getRawQuery() != null || location.getRawFragment() != null) {
            throw refused("it has a query or a fragment; give settings apart from it");
        }
        if (!bucket.matches("[A-Za-z0-9][A-Za-z0-9._-]{2,62}")) {
            throw refused("its bucket is not a name of 3 to 63 letters, digits, dots, dashes and underscores");
        }
        String path = location.getPath().replaceAll("^/+|/+$", "");
        return new S3Location(bucket, path.isEmpty() ? "" : ObjectStore.requireKey(path) + "/");
    }

    /** The whole key of an object. */
    String key(String key) {
        String whole = prefix + ObjectStore.requireKey(key);
        ObjectStore.requireKey(whole);
        return whole;
    }

    /** The key within the place; empty for objects of others, whose keys are none of ours. */
    Optional<String> relative(String whole) {
        if (!whole.startsWith(prefix)) {
            return Optional.empty();
        }
        String key = whole.substring(prefix.length());
        try {
            return Optional.of(ObjectStore.requireKey(key));
        } catch (ContextDbException e) {
            assert e.code() == ErrorCode.INVALID_ARGUMENT;
            return Optional.empty();
        }
    }

    /** The location is not shown: whoever put a secret into it does not want to read it in a log. */
    private static ContextDbException refused(String why) {
        return new ContextDbException(ErrorCode.INVALID_ARGUMENT, "object store location refused: " + why);
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
