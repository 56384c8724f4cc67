/**
 * ContextDB for its users.
 *
 * <p>{@link io.contextdb.api.ContextDB#open(java.nio.file.Path)} opens a database directory and returns a
 * {@link io.contextdb.api.Database}. A database is read through {@link io.contextdb.api.GraphReader} and changed
 * through {@link io.contextdb.api.GraphWriter}; a {@link io.contextdb.api.Transaction} is both at once, all or nothing.
 *
 * <pre>{@code
 * try (Database db = ContextDB.open(Path.of("people"))) {
 *     db.insertNode(1, List.of("User"), Map.of("name", "Ann"));
 *     db.insertNode(2, List.of("Document"), Map.of("title", "Graphs"));
 *     db.insertEdge(1, 2, EdgeTypes.OWNS);
 *     db.insertVector(1, new float[] {1f, 0f});
 *     db.insertVector(2, new float[] {0.8f, 0.6f});
 *     HybridResult result = db.queryHybrid(1, 2, 10);
 * }
 * }</pre>
 *
 * <p>Nodes and edges carry {@link io.contextdb.api.Value}s; vectors are the properties of type
 * {@link io.contextdb.api.Value.VectorValue}, kept apart because they are searched by similarity. Results that matter
 * on a hot path ({@link io.contextdb.api.NodeList}, {@link io.contextdb.api.SearchHits},
 * {@link io.contextdb.api.GraphPath}, {@link io.contextdb.api.HybridResult}) are objects of the caller that are filled
 * again and again without allocation.
 *
 * <p>Ids are unsigned 64-bit numbers held in a {@code long}: every bit pattern is a valid id, order is unsigned order.
 * Errors are {@link io.contextdb.api.ContextDbException}s with a stable {@link io.contextdb.api.ErrorCode}.
 */
package io.contextdb.api;
