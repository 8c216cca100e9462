package io.kvstore.examples.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The keys of the demo, with a value for each. */
final class Keys {

    static final int COUNT = 20_000;

    private Keys() {}

    static String key(int number) {
        return "user:" + number;
    }

    static byte[] value(int number) {
        return ("{\"id\":" + number + ",\"name\":\"user " + number + "\"}").getBytes(UTF_8);
    }
}
