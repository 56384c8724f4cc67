import org.jspecify.annotations.NullMarked;

/**
 * Object store in S3 and what speaks its language. The SDK's jars are automatic modules, so this is a plug-in and no
 * part of an image.
 */
@NullMarked
module io.contextdb.s3 {
    requires io.contextdb.api;
    requires static org.jspecify;
    requires software.amazon.awssdk.auth;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.http.urlconnection;
    requires software.amazon.awssdk.identity.spi;
    requires software.amazon.awssdk.profiles;
    requires software.amazon.awssdk.regions;
    requires software.amazon.awssdk.retries.api;
    requires software.amazon.awssdk.services.s3;
    requires software.amazon.awssdk.utils;

    provides io.contextdb.api.spi.ObjectStoreProvider with
            io.contextdb.s3.S3ObjectStoreProvider;
}
