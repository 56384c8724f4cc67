/** Bulk loads: rows are checked here, written to a stage by the storage, and imported by one entry of the log. */
package io.contextdb.engine.bulk;
