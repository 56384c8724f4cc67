package io.contextdb.storage.mmap.stage;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Value;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.BulkStage;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.StageRecord;
import io.contextdb.api.spi.StageRecord.StageFile;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.memory.ByteEncoder;
import io.contextdb.storage.mmap.delta.DeltaMemory;
import io.contextdb.storage.mmap.delta.DeltaWriter;
import io.contextdb.storage.mmap.delta.IdIndex;
import io.contextdb.storage.mmap.delta.MappedView;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Streams the rows of a bulk load into files. A node or edge without properties allocates nothing. */
public final class MappedStage implements BulkStage {
    private final FileSystem files;
    private final StageDirectory directory;
    private final MappedView view;
    private final String name;
    /** Shared, for the thread that closes the database also ends the load of another. */
    private final Arena arena = Arena.ofShared();

    private final IdIndex ids;
    private final int nodeLimit;
    private final Map<TokenKind, StagedNames> names = new EnumMap<>(TokenKind.class);
    private final Map<StagePart, StageFileWriter> parts = new EnumMap<>(StagePart.class);
    private final StageFileWriter nodeIds;
    private final StageFileWriter labels;
    private final StageFileWriter sources;
    private final StageFileWriter targets;
    private final StageFileWriter types;
    private final ByteEncoder encoder = new ByteEncoder();
    /** The spaces of the view that were not replaced, and those of the stage. */
    private final List<VectorSpace> spaces;

    private final int spaceLimit;
    private int spaceNumberNext;
    private final TreeMap<Integer, StagedVectors> vectors = new TreeMap<>();
    private int nodes;
    private int edges;
    private boolean sealed;
    private boolean open = true;

    /** Begins a stage over a view. */
    public MappedStage(FileSystem files, StageDirectory directory, MappedView view, String name) {
        this.files = files;
        this.directory = directory;
        this.view = view;
        this.name = name;
        this.nodeLimit = view.nodeLimit();
        this.ids = new IdIndex(new DeltaMemory(arena), nodeLimit);
        for (TokenKind kind : TokenKind.values()) {
            names.put(kind, new StagedNames(view, kind));
        }
        this.spaces = new ArrayList<>(view.spaces());
        this.spaceLimit = view.schema().spaceNumberNext();
        this.spaceNumberNext = spaceLimit;
        directory.create();
        this.nodeIds = part(StagePart.NODES);
        this.labels = part(StagePart.LABELS);
        this.sources = part(StagePart.SOURCES);
        this.targets = part(StagePart.TARGETS);
        this.types = part(StagePart.TYPES);
    }

    private StageFileWriter part(StagePart part) {
        return parts.computeIfAbsent(part, missing -> new StageFileWriter(files, directory, missing.fileName(name)));
    }

    @Override
    public int intern(TokenKind kind, String token) {
        return names(kind).intern(token);
    }

    private StagedNames names(TokenKind kind) {
        return names.computeIfAbsent(kind, missing -> new StagedNames(view, missing));
    }

    @Override
    public int node(long id) {
        int staged = ids.get(id, nodeLimit + nodes);
        return staged >= 0 ? staged : view.node(id);
    }

    @Override
    public int addNode(long id, int[] nodeLabels, int[] keys, Value[] values) {
        if (node(id) >= 0) {
            return -1;
        }
        int ordinal = nodeLimit + nodes;
        checkRoom("node", ordinal);
        ids.add(id, ordinal);
        nodeIds.putLong(id);
        labels.putInt(nodeLabels.length);
        for (int label : nodeLabels) {
            labels.putInt(label);
        }
        if (keys.length > 0) {
            PropertyRecords.write(nodes, keys, values, encoder, part(StagePart.NODE_PROPERTIES));
        }
        nodes++;
        return ordinal;
    }

    private static void checkRoom(String what, long limit) {
        if (limit >= DeltaWriter.ORDINAL_LIMIT) {
            throw new ContextDbException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "one more " + what + " in a bulk load; a database numbers at most " + DeltaWriter.ORDINAL_LIMIT);
        }
    }

    @Override
    public void addEdge(int source, int target, int type, int[] keys, Value[] values) {
        checkRoom("edge", (long) view.edgeLimit() + edges);
        sources.putInt(source);
        targets.putInt(target);
        types.putInt(type);
        if (keys.length > 0) {
            PropertyRecords.write(edges, keys, values, encoder, part(StagePart.EDGE_PROPERTIES));
        }
        edges++;
    }

    @Override
    public void addEdge(long id, int source, int target, int type, int[] keys, Value[] values) {
        addEdge(source, target, type, keys, values);
        part(StagePart.EDGE_IDS).putLong(id);
    }

    @Override
    public int space(String spaceName) {
        for (VectorSpace space : spaces) {
            if (space.name().equals(spaceName)) {
                return space.number();
            }
        }
        return -1;
    }

    @Override
    public int addSpace(String spaceName, VectorIndexOptions options) {
        spaces.removeIf(space -> space.name().equals(spaceName));
        VectorSpace space = new VectorSpace(spaceNumberNext++, spaceName, options);
        spaces.add(space);
        return space.number();
    }

    @Override
    public VectorIndexOptions spaceOptions(int space) {
        for (VectorSpace candidate : spaces) {
            if (candidate.number() == space) {
                return candidate.options();
            }
        }
        throw new AssertionError("no vector space has the number " + space);
    }

    @Override
    public void addVector(int space, int node, float[] vector, float inverseNorm) {
        StagedVectors into = vectors.get(space);
        if (into == null) {
            into = new StagedVectors(
                    files, directory, name, space, spaceOptions(space).dimension());
            vectors.put(space, into);
        }
        into.add(node, vector, inverseNorm);
    }

    @Override
    public StageRecord seal() {
        assert !sealed;
        List<StageFile> sealedFiles = new ArrayList<>();
        parts.values().forEach(part -> sealedFiles.add(part.seal()));
        List<StageManifest.Vectors> rows = new ArrayList<>();
        long vectorCount = 0;
        for (StagedVectors staged : vectors.values()) {
            rows.add(staged.seal(sealedFiles));
            vectorCount += rows.getLast().rows();
        }
        StageManifest manifest = new StageManifest(
                view.position(),
                nodeLimit,
                nodes,
                edges,
                List.of(
                        names(TokenKind.LABEL).toManifest(),
                        names(TokenKind.EDGE_TYPE).toManifest(),
                        names(TokenKind.PROPERTY_KEY).toManifest()),
                spaceLimit,
                spaces.stream().filter(space -> space.number() >= spaceLimit).toList(),
                rows);
        sealedFiles.add(write(manifest));
        directory.sync();
        sealed = true;
        return new StageRecord(name, nodes, edges, vectorCount, sealedFiles);
    }

    private StageFile write(StageManifest manifest) {
        encoder.clear();
        manifest.encode(encoder);
        try (StageFileWriter out = new StageFileWriter(files, directory, StagePart.MANIFEST.fileName(name))) {
            out.put(encoder.array(), 0, encoder.size());
            return out.seal();
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            arena.close();
            parts.values().forEach(StageFileWriter::close);
            vectors.values().forEach(StagedVectors::close);
            if (!sealed) {
                directory.delete(name);
            }
        }
    }
}
