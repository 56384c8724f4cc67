package io.contextdb.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** S3Proxy on the loopback address over a directory, which checks the signature of every request. */
final class TestServer implements AutoCloseable {
    static final String ACCESS_KEY_ID = "test-identity";
    static final String SECRET_ACCESS_KEY = "test-secret-that-no-message-holds";

    private final S3Proxy server;
    private final Path root;

    /** Starts a server whose buckets are the directories below {@code root}. */
    TestServer(Path root) throws Exception {
        this.root = root;
        server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(root.toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY_ID, SECRET_ACCESS_KEY)
                .build();
        server.start();
    }

    void createBucket(String name) throws IOException {
        Files.createDirectory(root.resolve(name));
    }

    int port() {
        return server.getPort();
    }

    /** The settings of a store that is reached at a port: the server's or that of something in between. */
    static Map<String, String> settings(int port) {
        Map<String, String> settings = new HashMap<>();
        settings.put("s3_endpoint", "http://127.0.0.1:" + port);
        settings.put("s3_access_key_id", ACCESS_KEY_ID);
        settings.put("s3_secret_access_key", SECRET_ACCESS_KEY);
        settings.put("s3_region", "us-east-1");
        settings.put("s3_attempts", "4");
        return settings;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
