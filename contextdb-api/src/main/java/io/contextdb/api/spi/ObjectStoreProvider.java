package io.contextdb.api.spi;

import java.net.URI;
import java.util.Map;

/** A kind of object store. Picked by the URI's scheme when a snapshot is sent or fetched. */
public interface ObjectStoreProvider {
    /** The stable name, which is the URI scheme, such as {@code file} or {@code s3}. */
    String name();

    /** Opens the place a URI names. */
    ObjectStore open(URI location, Map<String, String> settings);
}
