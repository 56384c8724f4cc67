/** What several drivers need: clocks and temporary directories. */
package io.contextdb.bench.common;
