/**
 * Every question of {@link io.contextdb.api.GraphReader}, answered from one state.
 *
 * <p>{@link io.contextdb.engine.read.StateReader} is the reader: whoever extends it says which
 * {@link io.contextdb.engine.version.ReadState} a call reads from and when it is let go.
 * {@link io.contextdb.engine.read.EntityReader} makes nodes and edges of ordinals,
 * {@link io.contextdb.engine.read.GraphQueries} looks up ids, borrows scratch and runs traversals, paths, similarity
 * and hybrid searches.
 */
package io.contextdb.engine.read;
