/** What several drivers need: clocks, temporary directories, and an index over rows drawn at random. */
package io.contextdb.bench.common;
