/**
 * The append-only log of a node: records form groups, groups fill preallocated segments, and recovery reads them back up
 * to the last group that was synced whole.
 */
package io.contextdb.log;
