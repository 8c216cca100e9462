package io.kvstore.examples.cli;

import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import io.kvstore.examples.console.Bars;
import io.kvstore.examples.console.Table;
import io.kvstore.sharding.Ring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kv ring}. */
@Command(
        name = "ring",
        header = {"Print how much of the ring each shard owns.", ""},
        description = {"Also compares the shares with the weights. Does not connect to servers.", ""})
final class RingCommand implements Callable<Integer> {

    private static final int BAR = 40;

    @Mixin
    private final StoreOptions options = new StoreOptions();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(names = "--svg", paramLabel = "FILE", description = "Draw the ring into this file, as SVG.")
    private @Nullable Path svg;

    @Override
    public Integer call() throws IOException {
        KvConfig config = options.config();
        Ring ring = Ring.of(config.shards(), config.virtualNodes());
        if (svg != null) {
            OutputFile.write(svg, RingSvg.draw(ring, names(config)));
        }
        List<Share> shares = shares(ring, config.shards());
        if (json.isSet()) {
            JsonOption.print(new Shares(ring.layout(), shares));
        } else {
            print(ring, shares);
        }
        return ExitCodes.OK;
    }

    private static List<String> names(KvConfig config) {
        return config.shards().stream().map(ShardConfig::name).toList();
    }

    private static List<Share> shares(Ring ring, List<ShardConfig> shards) {
        double[] owned = ring.shares();
        double weights = shards.stream().mapToInt(ShardConfig::weight).sum();
        return IntStream.range(0, owned.length)
                .mapToObj(i -> new Share(
                        shards.get(i).name(),
                        shards.get(i).weight(),
                        owned[i],
                        shards.get(i).weight() / weights))
                .toList();
    }

    private static void print(Ring ring, List<Share> shares) {
        double most = shares.stream().mapToDouble(Share::share).max().orElse(1);
        Table table = new Table("shard", "weight", "share", "of fair", "");
        for (Share share : shares) {
            table.row(
                    share.shard(),
                    Integer.toString(share.weight()),
                    percent(share.share()),
                    percent(share.share() / share.fairShare()),
                    Bars.bar(share.share() / most, BAR));
        }
        table.lines().forEach(System.out::println);
        System.out.println();
        System.out.println(ring.layout());
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f %%", fraction * 100);
    }

    private record Share(String shard, int weight, double share, double fairShare) {}

    private record Shares(String layout, List<Share> shards) {}
}
