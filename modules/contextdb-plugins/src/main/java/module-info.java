import org.jspecify.annotations.NullMarked;

/** Plug-in layers: a directory of jars becomes a module layer. */
@NullMarked
module io.contextdb.plugins {
    requires io.contextdb.api;
    requires static org.jspecify;

    // Nothing here uses these. A plug-in sees only JDK modules that are in the boot layer, and being linked into the
    // image does not put them there; so this is the list of what a plug-in may count on.
    requires java.logging;
    requires java.management;
    requires java.naming;
    requires java.net.http;
    requires java.security.jgss;
    requires java.sql;
    requires java.xml;
    requires jdk.net;
    requires jdk.unsupported;

    exports io.contextdb.plugins to
            io.contextdb.bench,
            io.contextdb.engine;
}
