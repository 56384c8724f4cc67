import org.jspecify.annotations.NullMarked;

/** SIMD distance kernels, each with its scalar twin, and what vector indexes have in common. */
@NullMarked
module io.contextdb.kernels {
    requires transitive io.contextdb.api;
    requires io.contextdb.memory;
    requires jdk.incubator.vector;
    requires static org.jspecify;

    exports io.contextdb.kernels;
}
