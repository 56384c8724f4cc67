import org.jspecify.annotations.NullMarked;

/** Contract tests every provider runs, seeded generators, fakes. */
@NullMarked
module io.contextdb.testkit {
    requires transitive io.contextdb.api;
    requires io.contextdb.kernels;
    requires io.contextdb.memory;
    requires java.compiler;
    requires jdk.management;
    requires transitive io.contextdb.testkit.file;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;

    exports io.contextdb.testkit.codec;
    exports io.contextdb.testkit.log;
    exports io.contextdb.testkit.objectstore;
    exports io.contextdb.testkit;
    exports io.contextdb.testkit.storage;
    exports io.contextdb.testkit.vector;
}
