/**
 * JMH: what a traversal costs, and that it allocates nothing. After a build, with the modules on the class path as JMH's forks need them:
 *
 * <pre>
 * java -cp 'contextdb-bench/target/modules/*' --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
 *     -Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0 org.openjdk.jmh.Main TraversalBenchmark -prof gc
 * </pre>
 */
package io.contextdb.bench.traversal;
