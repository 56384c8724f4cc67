package io.contextdb.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;

/**
 * What a jar holds, as this version of Java sees it when the jar is multi-release.
 *
 * @param path the jar
 * @param hasDescriptor whether it has a {@code module-info.class}
 * @param classes the binary names of its classes in named packages
 * @param resources the names of everything else
 * @param services providers by service, from {@code META-INF/services}
 */
record JarContents(
        Path path,
        boolean hasDescriptor,
        Set<String> classes,
        Set<String> resources,
        Map<String, List<String>> services) {

    private static final String SERVICES = "META-INF/services/";
    private static final int SERVICE_FILE_BYTES_MAX = 1 << 16;

    static JarContents read(Path path) throws PluginException {
        boolean hasDescriptor = false;
        Set<String> classes = new TreeSet<>();
        Set<String> resources = new TreeSet<>();
        Map<String, List<String>> services = new TreeMap<>();
        try (JarFile jar = new JarFile(path.toFile(), false, ZipFile.OPEN_READ, Runtime.version())) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.versionedStream()::iterator) {
                String name = entry.getName();
                if (name.equals("module-info.class")) {
                    hasDescriptor = true;
                } else if (isClassInPackage(name)) {
                    classes.add(
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'));
                } else if (!entry.isDirectory()) {
                    resources.add(name);
                }
                if (name.startsWith(SERVICES) && name.lastIndexOf('/') < SERVICES.length() && !entry.isDirectory()) {
                    services.put(name.substring(SERVICES.length()), providers(jar, entry));
                }
            }
        } catch (IOException e) {
            throw new PluginException(path.getFileName() + " cannot be read as a jar: " + e.getMessage(), e);
        }
        return new JarContents(path, hasDescriptor, classes, resources, services);
    }

    /**
     * A directory that is no Java name (commons-lang 2.6 has one called {@code enum}) can be no package of a module.
     */
    private static boolean isClassInPackage(String entry) {
        return entry.endsWith(".class")
                && entry.indexOf('/') > 0
                && JavaNames.isPackage(
                        entry.substring(0, entry.lastIndexOf('/')).replace('/', '.'));
    }

    private static List<String> providers(JarFile jar, JarEntry file) throws IOException {
        if (file.getSize() > SERVICE_FILE_BYTES_MAX) {
            throw new IOException(
                    file.getName() + " has " + file.getSize() + " bytes, more than " + SERVICE_FILE_BYTES_MAX);
        }
        List<String> providers = new ArrayList<>();
        try (InputStream content = jar.getInputStream(file)) {
            String text = new String(content.readNBytes(SERVICE_FILE_BYTES_MAX), StandardCharsets.UTF_8);
            for (String line : text.split("\\R")) {
                String provider = line.replaceFirst("#.*", "").strip();
                if (!provider.isEmpty() && !providers.contains(provider)) {
                    providers.add(provider);
                }
            }
        }
        return providers;
    }
}
