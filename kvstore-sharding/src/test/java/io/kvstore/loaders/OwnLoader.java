package io.kvstore.loaders;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Class loaders with parts of the tests' class path. Of the rest of the process, they see only the JDK. */
final class OwnLoader {

    private OwnLoader() {}

    /** With the selected entries of the class path. */
    static URLClassLoader of(ClassLoader parent, String classPath, Predicate<Path> entries) {
        URL[] urls = paths(classPath).filter(entries).map(OwnLoader::url).toArray(URL[]::new);
        return new URLClassLoader(urls, parent);
    }

    static URLClassLoader of(Predicate<Path> entries) {
        return of(ClassLoader.getPlatformClassLoader(), classPath(), entries);
    }

    static String classPath() {
        return System.getProperty("java.class.path");
    }

    static Stream<Path> paths(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Runs a test class that is loaded by the loader, with a context class loader. */
    static String run(Class<? extends Callable<String>> task, ClassLoader loader, ClassLoader context)
            throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context);
        try {
            Callable<?> own = (Callable<?>)
                    loader.loadClass(task.getName()).getDeclaredConstructor().newInstance();
            return (String) own.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
