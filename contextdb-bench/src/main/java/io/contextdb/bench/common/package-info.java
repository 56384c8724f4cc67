/**
 * What several drivers need: clocks, providers by name, an import with clocks, and an index over rows drawn at random.
 */
package io.contextdb.bench.common;
