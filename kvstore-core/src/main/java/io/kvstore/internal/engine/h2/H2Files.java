package io.kvstore.internal.engine.h2;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Creates the files of an H2 database before H2 does, so that only their owner can read them (700 and 600), if the file
 * system knows owners. Existing files keep their permissions. Stateless.
 */
final class H2Files {

    private static final Pattern FILE =
            Pattern.compile("^jdbc:h2:(?:(?:file|async|nio|retry):)*([~./][^;]*|[A-Za-z]:[/\\\\][^;]*)");
    private static final Pattern PLAIN = Pattern.compile("^(jdbc:h2:(?:file:)?)(?=[~./]|[A-Za-z]:[/\\\\])");
    private static final String SUFFIX = ".mv.db";

    private H2Files() {}

    /**
     * Creates the directory, and an empty file. H2 may fail to create the directory if two of its databases do so at
     * the same time.
     */
    static void prepare(String url) {
        Matcher file = FILE.matcher(url);
        if (!file.find()) {
            return;
        }
        Path database = Path.of(file.group(1).replaceFirst("^~", home()) + SUFFIX);
        Path directory = requireNonNullElse(database.getParent(), Path.of(""));
        try {
            Files.createDirectories(directory, ownersOnly(directory, "rwx------"));
        } catch (IOException e) {
            throw new IllegalArgumentException("directory '" + directory + "' cannot be made: " + e, e);
        }
        if (mayMake(url)) {
            make(database);
        }
    }

    /**
     * A URL for the same files with H2's "async:". H2's default, a FileChannel, closes for all threads when one of them
     * is interrupted; an AsynchronousFileChannel does not. A URL that names a file system is left as it is.
     */
    static String uninterrupted(String url) {
        return PLAIN.matcher(url).replaceFirst("$1async:");
    }

    private static String home() {
        return Matcher.quoteReplacement(System.getProperty("user.home"));
    }

    private static boolean mayMake(String url) {
        String settings = url.toUpperCase(Locale.ROOT);
        return !settings.contains(";IFEXISTS=") && !settings.contains(";ACCESS_MODE_DATA=");
    }

    private static void make(Path database) {
        try {
            Files.createFile(database, ownersOnly(database, "rw-------"));
        } catch (FileAlreadyExistsException isThere) {
            return;
        } catch (IOException e) {
            throw new IllegalArgumentException("file '" + database + "' cannot be made: " + e, e);
        }
    }

    private static FileAttribute<?>[] ownersOnly(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
