package io.kvstore.examples.cli;

import picocli.CommandLine.Parameters;

/** A command on one key. */
abstract class KeyCommand extends StoreCommand {

    @Parameters(index = "0", paramLabel = "KEY", description = "1 to 255 bytes in UTF-8.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String key;

    final String key() {
        return key;
    }
}
