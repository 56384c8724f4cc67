/** What it costs to open states of the past, and to ask them instead of the present. */
package io.contextdb.bench.history;
