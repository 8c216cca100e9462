package io.kvstore.examples.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The config file that README shows. */
class ReadmeConfigTest {

    private static final Path README = Path.of("").toAbsolutePath().getParent().resolve("README.md");

    @TempDir
    private Path directory;

    @Test
    void theConfigFileOfREADMEIsRead() throws IOException {
        Matcher block = Pattern.compile("(?ms)^```yaml\\n(.*?)^```").matcher(Files.readString(README));
        assertThat(block.find()).isTrue();
        Path file = Files.writeString(directory.resolve("kv.yaml"), block.group(1));

        KvConfig config = ConfigFile.read(file, name -> "secret of " + name).build();

        assertThat(config.shards()).extracting(ShardConfig::password).containsOnly("secret of KV_PASSWORD");
        assertThat(config.reaper().grace()).isEqualTo(Duration.ofMinutes(5));
        assertThat(block.find()).isFalse();
    }
}
