package io.kvstore.engines;

import io.kvstore.ShardConfig;
import java.io.IOException;

/** A proxy that changes the capabilities the client asked for. Works only without TLS. */
public final class FlagProxy extends TcpProxy {

    public static final int FOUND_ROWS = 1 << 1;
    public static final int IGNORE_SPACE = 1 << 8;
    public static final int INTERACTIVE = 1 << 10;
    public static final int MULTI_STATEMENTS = 1 << 16;

    /** The client's first packet starts with 3 bytes of length and one byte of sequence number. The flags follow. */
    private static final int FLAGS = 4;

    private final int set;
    private final int cleared;

    public FlagProxy(ShardConfig behind, int set, int cleared) throws IOException {
        super(port(behind));
        this.set = set;
        this.cleared = cleared;
    }

    private static int port(ShardConfig shard) {
        return Integer.parseInt(shard.url().replaceFirst(".*:(\\d+)/.*", "$1"));
    }

    /** The same shard, reached through this proxy. */
    public ShardConfig through(ShardConfig shard) {
        return ShardConfig.of(
                shard.name(),
                shard.url().replaceFirst("//.*?/", "//127.0.0.1:" + port() + "/"),
                shard.user(),
                shard.password());
    }

    @Override
    protected void edit(byte[] buffer, int length, long position) {
        for (int i = 0; i < length && position + i < FLAGS + Integer.BYTES; i++) {
            long shift = (position + i - FLAGS) * Byte.SIZE;
            if (shift >= 0) {
                buffer[i] = (byte) ((buffer[i] | set >> shift) & ~(cleared >> shift));
            }
        }
    }
}
