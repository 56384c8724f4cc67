/** LZ4 and XXHash of lz4-java, repacked with this descriptor under its automatic module name. */
@SuppressWarnings("module") // the library chose its name
module org.lz4.java {
    exports net.jpountz.lz4;
    exports net.jpountz.util;
    exports net.jpountz.xxhash;
}
