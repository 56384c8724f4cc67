package io.contextdb.plugins;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A united module to the module system; its contents are read through its class loader. */
final class UnitedReference extends ModuleReference {

    private final UnitedContents contents;
    private final UnitedClassLoader loader;

    UnitedReference(ModuleDescriptor descriptor, Path directory, UnitedContents contents, UnitedClassLoader loader) {
        super(descriptor, directory.toUri());
        this.contents = contents;
        this.loader = loader;
    }

    @Override
    public ModuleReader open() {
        return new Reader();
    }

    private final class Reader implements ModuleReader {

        @Override
        public Optional<URI> find(String name) throws IOException {
            URL url = loader.findResource(name);
            return url == null ? Optional.empty() : Optional.of(URI.create(url.toString()));
        }

        @Override
        public Stream<String> list() {
            TreeSet<String> names = new TreeSet<>();
            for (JarContents jar : contents.jars()) {
                names.addAll(jar.resources());
            }
            contents.classes().forEach(name -> names.add(name.replace('.', '/') + ".class"));
            return names.stream();
        }

        /** The class loader holds the jars open, for as long as any of the module's classes is in use. */
        @Override
        public void close() {}
    }
}
