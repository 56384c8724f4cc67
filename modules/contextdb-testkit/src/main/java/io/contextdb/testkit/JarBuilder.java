package io.contextdb.testkit;

import io.contextdb.api.ContextDbException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;

/**
 * Compiles sources into a jar, for tests of plug-ins: a test shows the whole plug-in in its own text. The sources see
 * the API and whatever {@link #with} adds; with a {@code module-info} among them these are modules, else the class
 * path.
 */
public final class JarBuilder {

    private final Map<String, String> sources = new TreeMap<>();
    private final Map<String, byte[]> resources = new TreeMap<>();
    private final List<Path> libraries = new ArrayList<>();

    /** Starts an empty jar. */
    public JarBuilder() {
        libraries.add(locationOf(ContextDbException.class));
        // The descriptor of the API names this module, so even a plug-in without annotations needs it to compile.
        libraries.add(locationOf(NullMarked.class));
    }

    /** Adds a class, given its binary name, or {@code module-info}. */
    public JarBuilder source(String name, String text) {
        sources.put(name, text);
        return this;
    }

    /** Adds every Java file below a directory. */
    public JarBuilder sources(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String name = directory.relativize(file).toString();
                source(
                        name.substring(0, name.length() - ".java".length()).replace(File.separatorChar, '.'),
                        Files.readString(file));
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a file as it is. */
    public JarBuilder resource(String name, String text) {
        return resource(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a file as it is. */
    public JarBuilder resource(String name, byte[] content) {
        resources.put(name, content.clone());
        return this;
    }

    /** Adds the classes of another jar, without its module descriptor and its declarations of providers. */
    public JarBuilder classesOf(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(file.entries())) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.equals("module-info.class")) {
                    try (InputStream content = file.getInputStream(entry)) {
                        resource(name, content.readAllBytes());
                    }
                }
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Declares a provider under {@code META-INF/services}. */
    public JarBuilder service(Class<?> service, String provider) {
        return resource("META-INF/services/" + service.getName(), provider + "\n");
    }

    /** Lets the sources see another jar or a directory of classes. */
    public JarBuilder with(Path library) {
        libraries.add(library);
        return this;
    }

    /**
     * Writes the jar, and the directories above it where they are missing.
     *
     * @return {@code jar}
     * @throws IllegalArgumentException when a source does not compile, with the compiler's messages
     */
    public Path build(Path jar) {
        try {
            Files.createDirectories(jar.getParent());
            Path classes = Files.createTempDirectory("jar-builder");
            try {
                if (!sources.isEmpty()) {
                    compile(classes);
                }
                write(classes, jar);
            } finally {
                delete(classes);
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile(Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String path = libraries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<String> options = List.of(
                "-proc:none",
                "-d",
                classes.toString(),
                sources.containsKey("module-info") ? "--module-path" : "--class-path",
                path);
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach((name, text) -> files.add(new Source(name, text)));
        StringWriter messages = new StringWriter();
        if (!compiler.getTask(messages, null, null, options, null, files).call()) {
            throw new IllegalArgumentException(messages.toString());
        }
    }

    private void write(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> compiled = Files.walk(classes)) {
            for (Path path : compiled.filter(Files::isRegularFile).sorted().toList()) {
                String name = classes.relativize(path).toString().replace(File.separatorChar, '/');
                put(out, name, Files.readAllBytes(path));
            }
            for (Map.Entry<String, byte[]> resource : resources.entrySet()) {
                put(out, resource.getKey(), resource.getValue());
            }
        }
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path :
                    paths.sorted((left, right) -> right.compareTo(left)).toList()) {
                Files.delete(path);
            }
        }
    }

    private static Path locationOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
