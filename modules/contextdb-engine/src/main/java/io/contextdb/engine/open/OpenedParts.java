package io.contextdb.engine.open;

import io.contextdb.api.spi.StorageGeneration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What was opened so far, so that it can be closed again, the last first. */
final class OpenedParts {
    private record Part(AutoCloseable resource, boolean owned) {}

    private final Deque<Part> parts = new ArrayDeque<>();

    /** Adds what is to be closed when the database is. */
    <T extends AutoCloseable> T add(T resource) {
        parts.push(new Part(resource, true));
        return resource;
    }

    /**
     * Adds the generation a database starts from. When all goes well its holders close it, when opening fails further
     * on they may not have it yet.
     */
    StorageGeneration lend(StorageGeneration generation) {
        parts.push(new Part(generation, false));
        return generation;
    }

    /** What is to be closed, the first to close first. */
    List<AutoCloseable> closing() {
        return parts.stream().filter(Part::owned).map(Part::resource).toList();
    }

    /** Closes all of it because opening failed. */
    void closeAfter(Throwable failure) {
        parts.forEach(part -> Closing.quietly(part.resource, failure));
    }
}
