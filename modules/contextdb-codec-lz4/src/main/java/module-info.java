import io.contextdb.codec.lz4.Lz4CodecProvider;
import org.jspecify.annotations.NullMarked;

/** The block codec {@code lz4}. */
@NullMarked
module io.contextdb.codec.lz4 {
    requires io.contextdb.api;
    requires org.lz4.java;
    requires static org.jspecify;

    provides io.contextdb.api.spi.CodecProvider with
            Lz4CodecProvider;
}
