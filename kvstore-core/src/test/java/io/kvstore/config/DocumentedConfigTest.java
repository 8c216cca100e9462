package io.kvstore.config;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The config files that the documents show. */
class DocumentedConfigTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @TempDir
    private Path directory;

    @Test
    void theConfigFileOfTheConfigurationPageIsRead() throws IOException {
        Matcher block = Pattern.compile("(?ms)^```yaml\\n(.*?)^```")
                .matcher(Files.readString(ROOT.resolve("docs/CONFIGURATION.md")));
        assertThat(block.find()).isTrue();
        Path file = Files.writeString(directory.resolve("kv.yaml"), block.group(1));

        KvConfig config = ConfigFile.read(file, name -> "secret of " + name).build();

        assertThat(config.shards()).extracting(ShardConfig::password).containsOnly("secret of KV_PASSWORD");
        assertThat(config.reaper().grace()).isEqualTo(Duration.ofMinutes(5));
        assertThat(block.find()).isFalse();
    }

    @Test
    void theSixteenShardsOfTheBenchmarkAreOnTwoServers() {
        KvConfig config = ConfigFile.read(ROOT.resolve("docs/bench-16-shards.yaml"), name -> name + ":3306")
                .build();

        assertThat(config.shards()).hasSize(16);
        assertThat(config.shards().stream()
                        .collect(groupingBy(
                                shard -> URI.create(shard.url().substring("jdbc:".length()))
                                        .getAuthority(),
                                counting())))
                .isEqualTo(Map.of("DB_A:3306", 8L, "DB_B:3306", 8L));
    }
}
