package io.kvstore.sharding.internal;

import io.kvstore.internal.shard.ManyKeys.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Cuts the rows of one shard into statements of bounded rows and bytes, in ascending order of their keys. */
record Chunks(int maxRows, int maxBytes) {

    List<List<Row>> of(List<Row> rows) {
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(Row::key, Arrays::compareUnsigned));
        List<List<Row>> chunks = new ArrayList<>();
        List<Row> chunk = new ArrayList<>();
        long bytes = 0;
        for (Row row : sorted) {
            int size = row.key().length + row.value().length;
            if (!chunk.isEmpty() && (chunk.size() == maxRows || bytes + size > maxBytes)) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
                bytes = 0;
            }
            chunk.add(row);
            bytes += size;
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
        return chunks;
    }
}
