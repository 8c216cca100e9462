package io.kvstore.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.examples.cli.Launcher.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Standard streams that a shell can pass: a full disk, a closed stream, or a reader that exits. */
class StreamsIT {

    private static final int READER_GONE = 141;

    @TempDir
    private Path directory;

    private Launcher kv;

    @BeforeEach
    void putABigValue() throws Exception {
        kv = Launcher.in(directory);
        assertThat(kv.pipe("a line of a value\n".repeat(20_000).getBytes(UTF_8), "put", "big"))
                .satisfies(result -> assertEnd(result, 0, ""));
    }

    private static void assertEnd(Result result, int code, String errors) {
        assertThat(result.errors()).isEqualTo(errors);
        assertThat(result.text()).isEmpty();
        assertThat(result.code()).isEqualTo(code);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /dev/full")
    void aFullDiskIsAnError() throws Exception {
        assertEnd(
                kv.bash("kv get big > /dev/full"),
                3,
                "kv: standard output cannot be written: No space left on device\n");
        assertEnd(
                kv.bash("kv ring --svg /dev/full"),
                3,
                "kv: file /dev/full cannot be written: No space left on device\n");
    }

    @Test
    void aValueNeverComesFromAClosedInput() throws Exception {
        assertEnd(
                kv.bash("kv put k <&-"),
                2,
                "kv: standard input is closed: give the value as an argument, by --file, or there\n");
        assertEnd(kv.bash("kv mput <&-"), 2, "kv: standard input is closed\n");
        assertEnd(kv.bash("kv put k <&- >&- 2>&-"), 2, "");
        assertEnd(kv.run("get", "k"), 1, "");
        assertEnd(kv.bash("kv put k given <&-"), 0, "");
        assertThat(kv.bash("kv get k <&-").text()).isEqualTo("given");
    }

    @Test
    void aValueNeverGoesToAClosedOutput() throws Exception {
        assertEnd(kv.bash("kv get big >&-"), 3, "kv: standard output is closed\n");
        assertEnd(kv.bash("kv get big >&- 2>&-"), 3, "");
        assertEnd(kv.bash("kv get none >&-"), 1, "");
        assertEnd(kv.bash("kv put k v >&-"), 0, "");
        try (var files = Files.list(directory)) {
            assertThat(files).extracting(Path::getFileName).containsExactly(Path.of("kv-data"));
        }
    }

    @Test
    void closedErrorsLeaveTheExitCode() throws Exception {
        assertEnd(kv.bash("kv get none 2>&-"), 1, "");
        assertEnd(kv.bash("kv get 2>&-"), 2, "");
        assertThat(kv.bash("kv get big 2>&-").text()).hasSize(18 * 20_000);
    }

    @Test
    void aReaderThatExitsEarlyEndsACommandQuietly() throws Exception {
        Result result = kv.bash("kv get big | head -1; exit ${PIPESTATUS[0]}");
        assertThat(result.text()).isEqualTo("a line of a value\n");
        assertThat(result.errors()).isEmpty();
        assertThat(result.code()).isEqualTo(READER_GONE);
    }
}
