package io.kvstore.adapter.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** What a user reads when the application does not start. */
class KvFailureAnalyzerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kvstore.pool.socket-timeout=5 | kvstore.pool.socket-timeout: pool.socketTimeout: '5' is no duration: write",
                "kvstore.pool.size=5 | kvstore.pool.size: unknown property; known here: kvstore.pool.acquire-timeout,",
                "kvstore.retries=101 | kvstore.retries: retries is 101: it must be 0 to 100",
                "kvstore.pool.min-idle=20 | kvstore.*: pool.minIdle is 20 and pool.maxConnections is 10",
                "kvstore.reaper.interval=5 | kvstore.reaper.interval: '5' is no duration",
                "kvstore.health.timeout=1h | kvstore.health.timeout: '1h': it must be 1ms to 10m",
                "kvstore.shards[0].weight=0 | weight of shard 'a' is 0",
                "kvstore.shards[1].name=b | kvstore.shards[1]: shard 'b' has no url",
                "kvstore.pool.hikari-properties.jdbcUrl=x | jdbcUrl",
            })
    void saysWhichPropertyIsWrong(String wrong, String expected) {
        Contexts.oneShard()
                .withPropertyValues("kvstore.shards[0].password=s3cret")
                .withPropertyValues(wrong)
                .run(context -> {
                    assertThat(context).hasFailed();
                    FailureAnalysis analysis = analysis(context.getStartupFailure());
                    assertThat(analysis.getDescription())
                            .startsWith("The configuration of the key-value store is refused:")
                            .contains(expected)
                            .doesNotContain("s3cret");
                    assertThat(analysis.getAction()).contains("docs/CONFIGURATION.md");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"jdbc:h2:mem:wrong;IFEXISTS=TRUE | shard 'a': "})
    void saysWhatAShardLacks(String url, String expected) {
        Contexts.oneShard()
                .withPropertyValues("kvstore.shards[0].password=s3cret", "kvstore.shards[0].url=" + url)
                .run(context -> {
                    assertThat(context).hasFailed();
                    FailureAnalysis analysis = analysis(context.getStartupFailure());
                    assertThat(analysis.getDescription())
                            .startsWith("The key-value store cannot use one of its shards:")
                            .contains(expected)
                            .doesNotContain("s3cret");
                    assertThat(analysis.getAction()).contains("kvstore.shards of the shard 'a'");
                });
    }

    private static FailureAnalysis analysis(Throwable failure) {
        FailureAnalysis analysis = new KvFailureAnalyzer(null).analyze(failure);
        assertThat(analysis).as(String.valueOf(failure)).isNotNull();
        List<String> messages = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.add(cause.toString());
        }
        assertThat(messages).noneMatch(message -> message.contains("s3cret"));
        return analysis;
    }
}
