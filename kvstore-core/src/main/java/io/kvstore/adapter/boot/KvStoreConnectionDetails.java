package io.kvstore.adapter.boot;

import io.kvstore.ShardConfig;
import java.util.List;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where the shards of the {@link io.kvstore.KvStore} bean are. Without a bean of this type they are those of the
 * properties {@code kvstore.shards}. With one or more, they are those of all these beans, and the properties
 * {@code kvstore.shards} are ignored. A container of MySQL or MariaDB
 * with {@code @ServiceConnection} in a test makes such a bean.
 */
@FunctionalInterface
@SuppressWarnings("exports") // Spring Boot is optional, and a module that uses this interface requires it itself
public interface KvStoreConnectionDetails extends ConnectionDetails {

    /**
     * The shards.
     *
     * @return at least one; no two beans have a shard with the same name
     */
    List<ShardConfig> shards();
}
