/** What it costs to write a snapshot, to send it to an archive with each codec, and to make a database of it again. */
package io.contextdb.bench.snapshot;
