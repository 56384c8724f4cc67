/**
 * Archives as the engine gives them to its users: {@link io.contextdb.engine.archive.EngineArchive} puts object store,
 * codecs and storage together by their names, and makes databases of what was fetched.
 */
package io.contextdb.engine.archive;
