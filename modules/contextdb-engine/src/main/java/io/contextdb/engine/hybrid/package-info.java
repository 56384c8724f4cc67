/**
 * Similarity within a neighbourhood: {@link io.contextdb.engine.hybrid.HybridSearch} walks the graph first and then
 * compares the vectors of the nodes reached, one and all when they are few, through the index with a filter when they
 * are many. {@link io.contextdb.engine.hybrid.HybridPlan} decides which.
 */
package io.contextdb.engine.hybrid;
