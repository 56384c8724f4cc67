import org.jspecify.annotations.NullMarked;

/** SIMD distance kernels, each with its scalar twin. */
@NullMarked
module io.contextdb.kernels {
    requires io.contextdb.memory;
    requires jdk.incubator.vector;
    requires static org.jspecify;
}
