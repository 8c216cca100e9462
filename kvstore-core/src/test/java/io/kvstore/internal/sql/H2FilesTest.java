package io.kvstore.internal.sql;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class H2FilesTest {

    @TempDir
    private Path directory;

    private Path data;

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:file:", "jdbc:h2:", "jdbc:h2:async:"})
    void directoryAndFileAreTheirOwnersAlone(String prefix) throws Exception {
        data = directory.resolve("a/kv-data");
        String url = prefix + data + "/shard-0;WRITE_DELAY=0";
        for (int time = 0; time < 2; time++) {
            H2Files.prepare(url);
            open(url);
            assertThat(Files.getPosixFilePermissions(data)).isEqualTo(fromString("rwx------"));
            assertThat(Files.getPosixFilePermissions(data.resolve("shard-0.mv.db")))
                    .isEqualTo(fromString("rw-------"));
        }
    }

    private static void open(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS t (k INT)");
        }
    }

    @Test
    void whatIsThereKeepsItsPermissions() throws IOException {
        data = Files.createDirectory(
                directory.resolve("mine"), PosixFilePermissions.asFileAttribute(fromString("rwxr-x---")));
        Path file = Files.createFile(data.resolve("x.mv.db"));
        Files.setPosixFilePermissions(file, fromString("rw-r-----"));
        H2Files.prepare("jdbc:h2:file:" + data + "/x");
        assertThat(Files.getPosixFilePermissions(data)).isEqualTo(fromString("rwxr-x---"));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(fromString("rw-r-----"));
    }

    @Test
    void aDatabaseThatMustExistIsNotMade() throws IOException {
        H2Files.prepare("jdbc:h2:" + directory + "/none;IFEXISTS=TRUE");
        H2Files.prepare("jdbc:h2:mem:none");
        H2Files.prepare("jdbc:h2:tcp://localhost/~/none");
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> H2Files.prepare("jdbc:h2:file:" + file + "/sub/x"))
                .withMessageStartingWith("directory '" + file + "/sub' cannot be made: ");
    }
}
