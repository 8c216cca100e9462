package io.kvstore.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.examples.cli.Launcher.Result;
import io.kvstore.examples.console.Wrap;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {

    @Test
    void runsToItsEndAndSaysNothingOnStandardError(@TempDir Path directory) throws Exception {
        Result result = Launcher.in(directory).run("demo");
        assertThat(result.errors()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.text())
                .contains("✓ 20,000 keys read back", "✓ all 20,000 live keys are still there")
                .containsPattern("All \\d+ claims were checked and are true")
                .doesNotContain("✗", "\u001b");
        assertThat(result.lines()).allMatch(Wrap::fits, "fits a terminal");
        assertThat(directory).isEmptyDirectory();
    }
}
