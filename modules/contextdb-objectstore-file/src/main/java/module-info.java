import io.contextdb.api.spi.ObjectStoreProvider;
import io.contextdb.objectstore.file.FileObjectStoreProvider;
import org.jspecify.annotations.NullMarked;

/** Object store in a directory. */
@NullMarked
module io.contextdb.objectstore.file {
    requires static org.jspecify;
    requires io.contextdb.api;
    requires io.contextdb.memory;

    provides ObjectStoreProvider with
            FileObjectStoreProvider;
}
