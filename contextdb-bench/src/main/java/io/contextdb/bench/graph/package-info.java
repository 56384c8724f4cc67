/**
 * {@code contextdb bench graph}: imports a graph with vectors, asks the questions of its {@code queries.tsv}, compares
 * every answer with the reference, and times each question beside the same question on plain arrays
 * ({@link io.contextdb.bench.graph.ArrayGraph}, the limit of what can be had) in the same run.
 */
package io.contextdb.bench.graph;
