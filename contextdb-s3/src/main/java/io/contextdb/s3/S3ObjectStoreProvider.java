package io.contextdb.s3;

import io.contextdb.api.spi.ObjectStore;
import io.contextdb.api.spi.ObjectStoreProvider;
import java.net.URI;
import java.util.Map;

/** Object stores at URIs such as {@code s3://bucket/prefix}, with the settings of {@link S3Settings}. */
public final class S3ObjectStoreProvider implements ObjectStoreProvider {
    /** For {@link java.util.ServiceLoader}. */
    public S3ObjectStoreProvider() {}

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public ObjectStore open(URI location, Map<String, String> settings) {
        S3Location place = S3Location.of(location);
        S3Settings checked = S3Settings.of(settings);
        return new S3ObjectStore(place, checked, Clients.open(checked));
    }
}
