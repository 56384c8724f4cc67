/** NDJSON: a node, an edge or a vector on each line. */
package io.contextdb.transfer.json;
