import org.jspecify.annotations.NullMarked;

/** Off-heap layouts, checksums, bit sets, arenas. */
@NullMarked
module io.contextdb.memory {
    requires static org.jspecify;
}
