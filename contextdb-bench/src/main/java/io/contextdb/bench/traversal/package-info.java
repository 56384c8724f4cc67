/**
 * JMH: what a traversal costs, and that it allocates nothing. After a build, which {@code ./contextdb version} does, on
 * the module path and therefore within JMH's own process:
 *
 * <pre>
 * java @modules/contextdb-dist/src/main/image/conf/java.options --module-path contextdb-bench/target/modules --add-modules ALL-MODULE-PATH \
 *     --module jmh.core/org.openjdk.jmh.Main TraversalBenchmark -prof gc -f 0
 * </pre>
 *
 * <p>JMH starts the processes it forks with a class path only; {@code ./contextdb bench jmh -- TraversalBenchmark -prof
 * gc} puts all modules on one, so that times of several benchmarks do not influence each other.
 *
 * <p>The profiler counts what all threads allocate, those of JMH too: about 0.1 MB a second is theirs.
 */
package io.contextdb.bench.traversal;
