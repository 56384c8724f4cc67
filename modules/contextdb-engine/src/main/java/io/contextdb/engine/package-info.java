/**
 * The database itself: a deterministic state machine fed by one log, transactions on snapshots, traversals, vector
 * search and the hybrid of both. It uses every SPI and names no provider.
 */
package io.contextdb.engine;
