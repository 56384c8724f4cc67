/**
 * From a call to a log entry and back: ids for what is new, the encoded command in native memory, the outcome as a
 * result or an exception.
 */
package io.contextdb.engine.propose;
