package io.kvstore.examples.demo;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ReaperConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code kv demo}. */
@Command(
        name = "demo",
        header = {"See it work, in under a minute.", ""},
        description = {
            "Loads 20,000 keys into four shards in memory, shows how they are distributed, lets keys expire, reaps"
                    + " them, and runs many concurrent callers. Each claim is checked when it is printed. The exit code"
                    + " is 1 if a claim is false.",
            ""
        })
public final class DemoCommand implements Callable<Integer> {

    private static final int SHARDS = 4;
    private static final int BROKEN_CLAIM = 1;

    /** Used by picocli. */
    public DemoCommand() {}

    @Override
    public Integer call() throws Exception {
        KvConfig config = KvConfig.embedded(SHARDS)
                .reaper(ReaperConfig.defaults().withGrace(Duration.ofMillis(100)))
                .build();
        Narrator narrator = new Narrator();
        List<Step> story = List.of(
                new LoadStep(),
                new BalanceStep(),
                new OneKeyStep(),
                new ExpiryStep(),
                new ReaperStep(),
                new BurstStep());
        try (KvStore store = KvStore.open(config)) {
            Stage stage = new Stage(store, config, narrator);
            for (Step step : story) {
                narrator.chapter(step.title());
                step.run(stage);
            }
        } catch (BrokenClaimException e) {
            narrator.broken(e.claim());
            return BROKEN_CLAIM;
        }
        narrator.end();
        return 0;
    }
}
