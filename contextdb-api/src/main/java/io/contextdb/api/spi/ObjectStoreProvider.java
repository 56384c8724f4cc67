package io.contextdb.api.spi;

import java.net.URI;
import java.util.Map;

/**
 * A kind of object store. Picked by the URI's scheme when a snapshot is sent or fetched, and called on the thread that
 * asks for that.
 */
public interface ObjectStoreProvider {
    /** The stable name, which is the URI scheme, such as {@code file} or {@code s3}. */
    String name();

    /**
     * Opens the place a URI names. Nothing need be reached yet, so a place that does not exist may show later.
     *
     * @param settings by name, such as {@code s3_region}; those of other kinds of stores may be among them and are
     *     passed over
     * @throws io.contextdb.api.ContextDbException {@code INVALID_ARGUMENT} for a bad location,
     *     {@code INVALID_CONFIGURATION} for a bad setting; messages hold no credentials
     */
    ObjectStore open(URI location, Map<String, String> settings);
}
