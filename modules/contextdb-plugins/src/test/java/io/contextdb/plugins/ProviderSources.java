package io.contextdb.plugins;

import io.contextdb.api.spi.StorageProvider;
import io.contextdb.api.spi.VectorIndexProvider;
import io.contextdb.testkit.JarBuilder;

/** The texts of small providers that tests compile. */
final class ProviderSources {

    private ProviderSources() {}

    /** A vector index provider whose {@code name()} is a Java expression. */
    static String index(String packageName, String nameExpression) {
        return """
                package %s;

                import io.contextdb.api.VectorIndexOptions;
                import io.contextdb.api.spi.VectorIndex;
                import io.contextdb.api.spi.VectorIndexContext;
                import io.contextdb.api.spi.VectorIndexProvider;

                public class Index implements VectorIndexProvider {
                    @Override
                    public String name() {
                        return %s;
                    }

                    @Override
                    public void validate(VectorIndexOptions options) {
                        throw new IllegalStateException("asked " + name());
                    }

                    @Override
                    public VectorIndex open(VectorIndexContext context) {
                        throw new UnsupportedOperationException();
                    }
                }
                """.formatted(packageName, nameExpression);
    }

    /** A storage provider of this name. */
    static String storage(String packageName, String name) {
        return """
                package %s;

                import io.contextdb.api.spi.Storage;
                import io.contextdb.api.spi.StorageContext;
                import io.contextdb.api.spi.StorageProvider;

                public class Store implements StorageProvider {
                    @Override
                    public String name() {
                        return "%s";
                    }

                    @Override
                    public Storage open(StorageContext context) {
                        throw new UnsupportedOperationException();
                    }
                }
                """.formatted(packageName, name);
    }

    /** A module with one index provider. */
    static JarBuilder indexModule(String module, String name) {
        return new JarBuilder()
                .source("module-info", """
                        module %1$s {
                            requires io.contextdb.api;
                            provides io.contextdb.api.spi.VectorIndexProvider with %1$s.Index;
                        }
                        """.formatted(module))
                .source(module + ".Index", index(module, "\"" + name + "\""));
    }

    /** A jar without a descriptor with one index provider. */
    static JarBuilder indexJar(String packageName, String nameExpression) {
        return jar(packageName + ".Index", index(packageName, nameExpression));
    }

    /** A jar without a descriptor with this index provider. */
    static JarBuilder jar(String name, String source) {
        return new JarBuilder().source(name, source).service(VectorIndexProvider.class, name);
    }

    /** A jar without a descriptor with one storage provider. */
    static JarBuilder storageJar(String packageName, String name) {
        return new JarBuilder()
                .source(packageName + ".Store", storage(packageName, name))
                .service(StorageProvider.class, packageName + ".Store");
    }

    /** An index provider that is named after the class it finds under {@code className}, or {@code hidden}. */
    static JarBuilder lookingFor(String className) {
        return indexJar("index", "Look.at(\"" + className + "\")").source("index.Look", """
                package index;

                class Look {
                    static String at(String name) {
                        try {
                            return Class.forName(name).getName();
                        } catch (ClassNotFoundException e) {
                            return "hidden";
                        }
                    }
                }
                """);
    }
}
