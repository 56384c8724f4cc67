import org.jspecify.annotations.NullMarked;

/** Plug-in layers: a directory of jars becomes a module layer. */
@NullMarked
module io.contextdb.plugins {
    requires io.contextdb.api;
    requires static org.jspecify;
}
