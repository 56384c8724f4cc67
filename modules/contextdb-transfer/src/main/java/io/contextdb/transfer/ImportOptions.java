package io.contextdb.transfer;

import io.contextdb.api.EdgeTypes;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.VectorIndexOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How files become rows.
 *
 * @param csv how CSV files are written
 * @param ids how ids are taken
 * @param labels labels that every node gets besides its own
 * @param edgeType the type of edges that name none
 * @param vectors where the vectors of npy and fvecs files go
 * @param keepEdgeIds whether edges keep the ids of the files, which must ascend and be above those of the database;
 *     otherwise they get new ones
 * @param strict whether the first bad row ends the import
 * @param rejects the file for all bad rows; empty for one beside each source, named {@code <source>.rejects}
 */
public record ImportOptions(
        CsvFormat csv,
        IdKind ids,
        List<String> labels,
        String edgeType,
        Vectors vectors,
        boolean keepEdgeIds,
        boolean strict,
        Optional<Path> rejects) {
    /**
     * Where vectors go.
     *
     * @param name the vector space
     * @param firstId the node of the first row; row i belongs to node {@code firstId + i}
     * @param index how the space is created when the import brings its first vector; empty leaves it to the database
     */
    public record Vectors(String name, long firstId, Optional<VectorIndexOptions> index) {}

    /** Copies the list. */
    public ImportOptions {
        labels = List.copyOf(labels);
    }

    /** CSV by its header, ids by their looks, vectors into the default space from node 0 on, bad rows aside. */
    public static ImportOptions defaults() {
        return new ImportOptions(
                CsvFormat.defaults(),
                IdKind.AUTO,
                List.of(),
                EdgeTypes.RELATED,
                new Vectors(SimilarityQuery.DEFAULT_NAME, 0, Optional.empty()),
                false,
                false,
                Optional.empty());
    }

    /** The same with other CSV. */
    public ImportOptions csv(CsvFormat value) {
        return new ImportOptions(value, ids, labels, edgeType, vectors, keepEdgeIds, strict, rejects);
    }

    /** The same with ids taken in this way. */
    public ImportOptions ids(IdKind value) {
        return new ImportOptions(csv, value, labels, edgeType, vectors, keepEdgeIds, strict, rejects);
    }

    /** The same with these labels on every node. */
    public ImportOptions labels(List<String> value) {
        return new ImportOptions(csv, ids, value, edgeType, vectors, keepEdgeIds, strict, rejects);
    }

    /** The same with this type for edges that name none. */
    public ImportOptions edgeType(String value) {
        return new ImportOptions(csv, ids, labels, value, vectors, keepEdgeIds, strict, rejects);
    }

    /** The same with vectors going there. */
    public ImportOptions vectors(Vectors value) {
        return new ImportOptions(csv, ids, labels, edgeType, value, keepEdgeIds, strict, rejects);
    }

    /** The same with edges that keep the ids of the files or not. */
    public ImportOptions keepEdgeIds(boolean value) {
        return new ImportOptions(csv, ids, labels, edgeType, vectors, value, strict, rejects);
    }

    /** The same, ending at the first bad row or not. */
    public ImportOptions strict(boolean value) {
        return new ImportOptions(csv, ids, labels, edgeType, vectors, keepEdgeIds, value, rejects);
    }

    /** The same with all bad rows in this file. */
    public ImportOptions rejects(Path value) {
        return new ImportOptions(csv, ids, labels, edgeType, vectors, keepEdgeIds, strict, Optional.of(value));
    }
}
