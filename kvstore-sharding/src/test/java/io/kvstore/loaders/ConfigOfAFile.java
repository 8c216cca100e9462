package io.kvstore.loaders;

import io.kvstore.config.ConfigFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Reads a config file, and returns why that failed. */
public final class ConfigOfAFile implements Callable<String> {

    @Override
    public String call() throws Exception {
        Path file = Files.createTempFile("kv", ".yaml");
        try {
            return "read: "
                    + ConfigFile.read(Files.writeString(file, "shards: []")).build();
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
        } finally {
            Files.delete(file);
        }
    }
}
