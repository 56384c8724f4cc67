package io.contextdb.engine.bulk;

import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.BulkStage;
import io.contextdb.engine.write.InputCheck;
import io.contextdb.engine.write.Norms;
import io.contextdb.engine.write.Refusals;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The vector spaces of a bulk load: those of the database, declared ones, and those that a first vector declares. */
public final class StageSpaces {
    private static final int UNDECIDED = -1;

    /** A space; without a number as long as nothing has decided its dimension. */
    private record Slot(int number, VectorIndexOptions options) {}

    private final BulkStage stage;
    private final InputCheck input;
    private final String defaultType;
    private final Consumer<VectorIndexOptions> indexCheck;
    private final Map<String, Slot> slots = new HashMap<>();

    /** Options declared without a dimension, by name, so that they are added in an order of their own at the end. */
    private final Map<String, VectorIndexOptions> undecided = new TreeMap<>();

    /**
     * The spaces of a stage.
     *
     * @param defaultType the index of a space that its first vector declares
     * @param indexCheck refuses index options no provider takes
     */
    public StageSpaces(BulkStage stage, InputCheck input, String defaultType, Consumer<VectorIndexOptions> indexCheck) {
        this.stage = stage;
        this.input = input;
        this.defaultType = defaultType;
        this.indexCheck = indexCheck;
    }

    void declare(String name, VectorIndexOptions options) {
        indexCheck.accept(options);
        Slot present = slot(name);
        if (present != null) {
            if (!Refusals.sameIndex(present.options, options)) {
                throw Refusals.indexExists(name, present.options);
            }
        } else if (options.dimension() == 0) {
            undecided.put(name, options);
            slots.put(name, new Slot(UNDECIDED, options));
        } else {
            slots.put(name, new Slot(stage.addSpace(name, options), options));
        }
    }

    /** Whether a space of this name is declared, here or in the database. */
    boolean known(String name) {
        return slot(name) != null;
    }

    /** Refuses a vector that its space cannot take, and returns its inverse norm. Changes nothing. */
    float check(String name, float[] vector) {
        InputCheck.vector(name, vector);
        Slot slot = slot(name);
        VectorIndexOptions options;
        if (slot == null) {
            options = VectorIndexOptions.of(defaultType).dimension(vector.length);
            input.name("vector index", name);
            indexCheck.accept(options);
        } else {
            options = slot.options;
        }
        int dimension = options.dimension();
        if (dimension != 0 && dimension != vector.length) {
            throw Refusals.dimensionMismatch(name, vector.length, dimension);
        }
        return Norms.inverseNorm(name, options.metric(), vector);
    }

    /** Adds a checked vector with the inverse norm that {@link #check} returned. */
    void add(String name, int node, float[] vector, float inverseNorm) {
        Slot slot = decided(name, vector.length);
        stage.addVector(slot.number, node, vector, inverseNorm);
    }

    /** Adds the spaces that were declared but got no vector. */
    void finish() {
        undecided.forEach(stage::addSpace);
        undecided.clear();
    }

    private Slot decided(String name, int dimension) {
        Slot slot = slot(name);
        if (slot != null && slot.number != UNDECIDED) {
            return slot;
        }
        VectorIndexOptions options =
                (slot == null ? VectorIndexOptions.of(defaultType) : slot.options).dimension(dimension);
        Slot decided = new Slot(stage.addSpace(name, options), options);
        undecided.remove(name);
        slots.put(name, decided);
        return decided;
    }

    private @Nullable Slot slot(String name) {
        Slot known = slots.get(name);
        if (known != null) {
            return known;
        }
        int number = stage.space(name);
        if (number < 0) {
            return null;
        }
        VectorIndexOptions options = stage.spaceOptions(number);
        Slot slot = new Slot(options.dimension() == 0 ? UNDECIDED : number, options);
        slots.put(name, slot);
        return slot;
    }
}
