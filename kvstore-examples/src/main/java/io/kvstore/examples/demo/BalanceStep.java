package io.kvstore.examples.demo;

import io.kvstore.examples.console.Bars;
import io.kvstore.examples.console.Table;
import io.kvstore.sharding.Ring;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Compares the shares of the ring with the rows on each shard. */
final class BalanceStep implements Step {

    private static final int BAR = 30;
    private static final double TOLERANCE = 0.05;

    @Override
    public String title() {
        return "Distribution: the shares of the ring, and the rows counted by SQL";
    }

    @Override
    public void run(Stage stage) throws SQLException {
        double[] shares =
                Ring.of(stage.config().shards(), stage.config().virtualNodes()).shares();
        List<Long> rows = Rows.perShard(stage.store(), stage.config());
        Table table = new Table("shard", "ring's share", "", "rows", "of all");
        double worst = 0;
        for (int i = 0; i < shares.length; i++) {
            double measured = rows.get(i) / (double) Keys.COUNT;
            worst = Math.max(worst, Math.abs(measured / shares[i] - 1));
            table.row(
                    stage.config().shards().get(i).name(),
                    percent(shares[i]),
                    Bars.bar(shares[i] * 2, BAR),
                    rows.get(i).toString(),
                    percent(measured));
        }
        stage.narrator().lines(table.lines());
        long total = rows.stream().mapToLong(Long::longValue).sum();
        stage.narrator().claim("each key is on one shard: the rows add up to " + total, total == Keys.COUNT);
        stage.narrator()
                .claim(
                        "no shard is more than " + percent(TOLERANCE) + " off its share: at most " + percent(worst),
                        worst <= TOLERANCE);
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f %%", fraction * 100);
    }
}
