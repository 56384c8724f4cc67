/**
 * The vector index provider {@code hnsw}: a hierarchical navigable small world graph over rows in native memory.
 */
package io.contextdb.index.hnsw;
