import org.jspecify.annotations.NullMarked;

/** Contract tests every provider runs, seeded generators, fakes. */
@NullMarked
module io.contextdb.testkit {
    requires io.contextdb.api;
    requires java.compiler;
    requires org.junit.jupiter.api;
    requires static org.jspecify;

    exports io.contextdb.testkit;
}
