package io.contextdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.contextdb.api.Progress;
import io.contextdb.server.http.Route;
import io.contextdb.server.http.Router;
import io.contextdb.server.routes.Routes;
import io.contextdb.server.security.Access;
import io.contextdb.server.security.ApiKey;
import io.contextdb.server.security.KeyFile;
import io.contextdb.server.security.Principal;
import io.contextdb.server.security.Role;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what: every route, with every role and with none. */
class AccessTest {
    @TempDir
    private Path directory;

    private KeyFile file;
    private TestServer server;

    @BeforeEach
    void start() {
        file = new KeyFile(directory.resolve("keys"));
        server =
                new TestServer(directory.resolve("db"), ServerOptions.defaults().keys(file.path()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Makes this the only key, and waits until the server has seen it. */
    private String key(Map<String, Role> roles) throws InterruptedException {
        ApiKey.Made made = ApiKey.make("somebody", roles, Instant.EPOCH);
        file.write(List.of(made.key()));
        Thread.sleep(1000);
        return made.text();
    }

    private int status(Route route, String path, String authorization) {
        HttpRequest.Builder request = server.request(path.replaceAll("\\{[^}]*}", "1"))
                .method(
                        route.method().name(),
                        BodyPublishers.ofString(
                                route.body().map(Route.Body::example).orElse("")));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> response = server.send(request);
        if (response.statusCode() == 401) {
            assertEquals(
                    "Bearer", response.headers().firstValue("WWW-Authenticate").orElse(""));
        }
        return response.statusCode();
    }

    @Test
    void nobodyGetsInWithoutAKey() throws InterruptedException {
        String key = key(Map.of(Principal.ANY_DATABASE, Role.ADMIN));
        String digest = server.database().contentDigest(Progress.none());
        for (String wrong : List.of(
                "",
                "Bearer",
                "Basic " + key,
                key,
                "Bearer cdb_",
                "Bearer cdb__",
                "Bearer " + key + "x",
                "Bearer " + key.substring(0, key.length() - 1),
                "Bearer " + key.replaceFirst("_[^_]*_", "_000000000000_"),
                "Bearer cdb_" + "x".repeat(5000))) {
            for (Route route : Routes.all()) {
                for (String path : Router.paths(route)) {
                    int status = status(route, path, wrong);
                    assertEquals(route.access() == Access.PUBLIC, status != 401, route.name() + " " + status);
                }
            }
        }
        assertEquals(digest, server.database().contentDigest(Progress.none()));
    }

    @Test
    void aRoleAllowsWhatItSaysAndNoMore() throws InterruptedException {
        for (Role role : Role.values()) {
            String key = "Bearer " + key(Map.of("default", role));
            for (Route route : Routes.all()) {
                boolean enough = switch (role) {
                    case READ -> route.access() == Access.READ;
                    case WRITE -> route.access() != Access.ADMIN;
                    case ADMIN -> true;
                };
                boolean allowed = route.access() == Access.PUBLIC || route.scope() == Route.Scope.DATABASE && enough;
                int status = status(route, Router.paths(route).getFirst(), key);
                assertEquals(allowed, status != 403, route.name() + " " + role + " " + status);
                if (route.scope() == Route.Scope.DATABASE) {
                    String other = Router.paths(route).getLast().replace("{database}", "other");
                    assertEquals(403, status(route, other, key), route.name() + " of another database");
                }
            }
        }
    }

    @Test
    void aKeyThatIsRevokedIsRefusedWithinASecond() throws InterruptedException {
        String key = "Bearer " + key(Map.of(Principal.ANY_DATABASE, Role.READ));
        HttpRequest.Builder request = server.request("/api/v1/schema").header("Authorization", key);
        assertEquals(200, server.send(request).statusCode());
        file.write(List.of());
        Thread.sleep(1000);
        assertEquals(401, server.send(request).statusCode());
    }

    @Test
    void theFileHasNoSecretAndIsForItsOwner() throws InterruptedException, IOException {
        String key = key(Map.of(Principal.ANY_DATABASE, Role.READ));
        String secret = key.substring(key.lastIndexOf('_') + 1);
        assertFalse(Files.readString(file.path()).contains(secret));
        assertEquals(1, file.read().size());
        if (file.path().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals(
                    "[OWNER_READ, OWNER_WRITE]", new TreeSet<>(Files.getPosixFilePermissions(file.path())).toString());
        }
    }
}
