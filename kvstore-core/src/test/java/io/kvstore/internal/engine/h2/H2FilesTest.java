package io.kvstore.internal.engine.h2;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class H2FilesTest {

    @TempDir
    private Path directory;

    private Path data;

    /** Interrupts close an H2 file for all; not so through "async:". */
    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:/a/b;X=1, jdbc:h2:file:async:/a/b;X=1",
        "jdbc:h2:/a/b, jdbc:h2:async:/a/b",
        "jdbc:h2:~/b, jdbc:h2:async:~/b",
        "jdbc:h2:./b, jdbc:h2:async:./b",
        "jdbc:h2:file:C:/b, jdbc:h2:file:async:C:/b",
        "jdbc:h2:retry:/a/b, jdbc:h2:retry:/a/b",
        "jdbc:h2:file:async:/a/b, jdbc:h2:file:async:/a/b",
        "jdbc:h2:mem:x, jdbc:h2:mem:x",
        "jdbc:h2:mem:./x, jdbc:h2:mem:./x",
        "jdbc:h2:tcp://host/~/b, jdbc:h2:tcp://host/~/b",
        "jdbc:h2:ssl://host/b, jdbc:h2:ssl://host/b",
    })
    void urlOfAFileNamesAWayToItThatInterruptsDoNotClose(String url, String uninterrupted) {
        assertThat(H2Files.uninterrupted(url)).isEqualTo(uninterrupted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:file:", "jdbc:h2:"})
    void filesAreTheSameWhicheverTheWay(String prefix) throws Exception {
        String plain = prefix + directory.resolve("x") + ";WRITE_DELAY=0";
        String[] ways = {plain, H2Files.uninterrupted(plain), plain, H2Files.uninterrupted(plain)};
        for (int way = 0; way < ways.length; way++) {
            try (Connection connection = DriverManager.getConnection(ways[way], "sa", "");
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS t (n INT PRIMARY KEY, v VARCHAR)");
                assertThat(statement.executeUpdate(
                                "INSERT INTO t SELECT x, SPACE(1000) FROM SYSTEM_RANGE(1, 1000) WHERE x % 4 = " + way))
                        .isEqualTo(250);
                try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM t WHERE v = SPACE(1000)")) {
                    row.next();
                    assertThat(row.getInt(1)).isEqualTo(250 * (way + 1));
                }
            }
        }
        try (Connection first = DriverManager.getConnection(ways[0], "sa", "")) {
            assertThat(first.isValid(1)).isTrue();
            assertThatThrownBy(() -> DriverManager.getConnection(ways[1], "sa", ""))
                    .as("one file is not opened twice, whichever the way")
                    .hasMessageContaining("already in use");
        }
    }

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
