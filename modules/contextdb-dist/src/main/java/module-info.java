import org.jspecify.annotations.NullMarked;

/** The linked image, its launcher and archive. */
@NullMarked
module io.contextdb.dist {
    requires static org.jspecify;
}
