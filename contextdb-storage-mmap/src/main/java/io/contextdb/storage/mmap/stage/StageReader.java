package io.contextdb.storage.mmap.stage;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.StageRecord;
import io.contextdb.api.spi.StageRecord.StageFile;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.memory.ByteDecoder;
import io.contextdb.memory.Crc32c;
import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.base.PropertySink;
import io.contextdb.storage.mmap.file.Corruption;
import io.contextdb.storage.mmap.file.FileSummary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A sealed stage, mapped, after every byte of it was compared with its digest. Numbers are those of the stage. Labels
 * and properties are read by ascending row. Not thread-safe.
 */
public final class StageReader {
    private static final int[] NO_LABELS = {};

    private final Path database;
    private final String name;
    private final Map<String, MemorySegment> files = new HashMap<>();
    private final StageManifest manifest;
    private final long nodeIds;
    private final long sources;
    private final long targets;
    private final long types;
    private final boolean edgesWithIds;
    private final long edgeIds;
    private final MemorySegment labels;
    private final PropertyRecords nodeProperties;
    private final PropertyRecords edgeProperties;
    private long labelPosition;
    private int labelNode;
    private int[] labelsBefore = NO_LABELS;

    /**
     * Maps and checks the files of a stage.
     *
     * @param arena unmaps them
     * @throws ContextDbException {@code CORRUPTION} when one is missing or not what was staged
     */
    public StageReader(FileSystem fileSystem, Path database, StageRecord record, Arena arena) {
        this.database = database;
        this.name = record.name();
        for (StageFile file : record.files()) {
            files.put(file.path(), map(fileSystem, file, arena));
        }
        this.manifest = StageManifest.decode(new ByteDecoder(part(StagePart.MANIFEST)));
        this.nodeIds = array(StagePart.NODES, manifest.nodes(), Long.BYTES);
        this.sources = array(StagePart.SOURCES, manifest.edges(), Integer.BYTES);
        this.targets = array(StagePart.TARGETS, manifest.edges(), Integer.BYTES);
        this.types = array(StagePart.TYPES, manifest.edges(), Integer.BYTES);
        this.edgesWithIds = part(StagePart.EDGE_IDS).byteSize() > 0;
        this.edgeIds = array(StagePart.EDGE_IDS, edgesWithIds ? manifest.edges() : 0, Long.BYTES);
        this.labels = part(StagePart.LABELS);
        this.nodeProperties = new PropertyRecords(part(StagePart.NODE_PROPERTIES));
        this.edgeProperties = new PropertyRecords(part(StagePart.EDGE_PROPERTIES));
    }

    private MemorySegment map(FileSystem fileSystem, StageFile file, Arena arena) {
        Path path = database.resolve(file.path());
        if (!fileSystem.exists(path)) {
            throw Corruption.at(path, 0, "a file of the bulk load " + name + " is missing");
        }
        MemorySegment bytes = fileSystem.map(path, arena);
        if (bytes.byteSize() != file.bytes()) {
            throw Corruption.at(path, bytes.byteSize(), "it should have " + file.bytes() + " bytes");
        }
        int seen = Crc32c.of(bytes);
        if (seen != file.digest()) {
            throw Corruption.at(path, 0, Corruption.checksums(seen, file.digest()));
        }
        return bytes;
    }

    private MemorySegment part(StagePart part) {
        return files.getOrDefault(StageDirectory.NAME + "/" + part.fileName(name), MemorySegment.NULL);
    }

    private long array(StagePart part, int count, int bytesEach) {
        return array(part.fileName(name), count, bytesEach);
    }

    private long array(String fileName, int count, int bytesEach) {
        String path = StageDirectory.NAME + "/" + fileName;
        MemorySegment bytes = files.getOrDefault(path, MemorySegment.NULL);
        if (bytes.byteSize() != (long) count * bytesEach) {
            throw Corruption.at(database.resolve(path), bytes.byteSize(), "it should hold " + count + " rows");
        }
        return bytes.address();
    }

    /** The position of the view the stage began over. */
    public LogPosition position() {
        return manifest.position();
    }

    /** Lower ordinals are nodes of the view, others of the stage. */
    public int nodeLimit() {
        return manifest.nodeLimit();
    }

    /** How many nodes the stage adds. */
    public int nodes() {
        return manifest.nodes();
    }

    /** How many edges the stage adds. */
    public int edges() {
        return manifest.edges();
    }

    /** Lower numbers of a kind are names of the view, others of the stage. */
    public int nameLimit(TokenKind kind) {
        return manifest.names(kind).limit();
    }

    /** The names the stage adds, in the order of their numbers. */
    public List<String> names(TokenKind kind) {
        return manifest.names(kind).added();
    }

    /** Lower numbers are vector spaces of the view, others of the stage. */
    public int spaceLimit() {
        return manifest.spaceLimit();
    }

    /** The vector spaces the stage adds. */
    public List<VectorSpace> spaces() {
        return manifest.spaces();
    }

    /** The id of a node, counted from the stage's first. */
    public long nodeId(int node) {
        return NativeMemory.getLong(nodeIds + (long) node * Long.BYTES);
    }

    /** The labels of a node, counted from the stage's first; not to be changed. */
    public int[] labels(int node) {
        if (node < labelNode) {
            labelNode = 0;
            labelPosition = 0;
        }
        while (labelNode < node) {
            labelPosition += (1L + labels.get(NativeMemory.INT, labelPosition)) * Integer.BYTES;
            labelNode++;
        }
        int count = labels.get(NativeMemory.INT, labelPosition);
        long first = labelPosition + Integer.BYTES;
        int[] present = new int[count];
        MemorySegment.copy(labels, NativeMemory.INT, first, present, 0, count);
        if (!Arrays.equals(present, labelsBefore)) {
            labelsBefore = present;
        }
        return labelsBefore;
    }

    /** Whether any node of the stage has properties. */
    public boolean hasNodeProperties() {
        return part(StagePart.NODE_PROPERTIES).byteSize() > 0;
    }

    /** Shows the properties of a node, counted from the stage's first. */
    public void nodeProperties(int node, PropertySink sink) {
        nodeProperties.visit(node, sink);
    }

    /** Where the sources of edges are, 4 bytes each; their targets and types likewise. */
    public long sources() {
        return sources;
    }

    /** Where the targets of edges are. */
    public long targets() {
        return targets;
    }

    /** Where the types of edges are. */
    public long types() {
        return types;
    }

    /** Whether edges bring their ids. */
    public boolean edgesWithIds() {
        return edgesWithIds;
    }

    /** Where the ids of edges that bring them are, 8 bytes each, ascending. */
    public long edgeIds() {
        assert edgesWithIds;
        return edgeIds;
    }

    /** Whether any edge of the stage has properties. */
    public boolean hasEdgeProperties() {
        return part(StagePart.EDGE_PROPERTIES).byteSize() > 0;
    }

    /** Shows the properties of an edge, counted from the stage's first. */
    public void edgeProperties(int edge, PropertySink sink) {
        edgeProperties.visit(edge, sink);
    }

    /**
     * The rows a stage adds to a vector space.
     *
     * @param space the space's number in the stage
     * @param file the data file with the floats, {@code summary} what is known of it
     * @param entries the address of u32 node and float32 inverse norm of each row
     */
    public record Rows(int space, int count, Path file, FileSummary summary, long entries) {
        private static final int ENTRY_BYTES = 8;

        /** The node of a row, counted from the stage's first. */
        public int node(int row) {
            return NativeMemory.getInt(entries + (long) row * ENTRY_BYTES);
        }

        /** The inverse norm of a row. */
        public float inverseNorm(int row) {
            return NativeMemory.getFloat(entries + (long) row * ENTRY_BYTES + Integer.BYTES);
        }
    }

    /** The rows of all vector spaces that get any, by the space's number in the stage. */
    public List<Rows> rows() {
        return manifest.vectors().stream()
                .map(vectors -> new Rows(
                        vectors.space(),
                        vectors.rows(),
                        database.resolve(StageDirectory.NAME).resolve(StagePart.vectorsFileName(name, vectors.space())),
                        vectors.file(),
                        array(StagePart.rowsFileName(name, vectors.space()), vectors.rows(), Long.BYTES)))
                .toList();
    }
}
