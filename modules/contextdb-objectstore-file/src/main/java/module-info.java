import org.jspecify.annotations.NullMarked;

/** Object store in a directory. */
@NullMarked
module io.contextdb.objectstore.file {
    requires io.contextdb.api;
    requires static org.jspecify;
}
