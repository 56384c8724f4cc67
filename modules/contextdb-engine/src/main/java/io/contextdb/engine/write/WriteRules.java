package io.contextdb.engine.write;

import io.contextdb.api.VectorIndexOptions;
import java.util.function.Consumer;

/**
 * What a write set is built by, apart from the state of the database.
 *
 * @param input checks of what users hand in
 * @param ids where new ids come from
 * @param vectorIndexType the index of a space that its first vector creates
 * @param indexCheck refuses index options no provider takes
 */
public record WriteRules(
        InputCheck input, IdSource ids, String vectorIndexType, Consumer<VectorIndexOptions> indexCheck) {}
