import org.jspecify.annotations.NullMarked;

/**
 * File systems that fail, that write down every change, and that show what a crash leaves: for tests and for
 * {@code contextdb bench crash}.
 */
@NullMarked
module io.contextdb.testkit.file {
    requires transitive io.contextdb.api;
    requires io.contextdb.memory;
    requires static org.jspecify;

    exports io.contextdb.testkit.file;
}
