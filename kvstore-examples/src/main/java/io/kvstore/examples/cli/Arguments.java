package io.kvstore.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The arguments as typed, in UTF-8. Java decodes arguments by the locale and replaces characters that it cannot decode.
 * On Linux, /proc still has the bytes. Stateless.
 */
final class Arguments {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final char REPLACEMENT = '\uFFFD';

    private Arguments() {}

    /**
     * The same arguments, decoded as UTF-8.
     *
     * @throws IllegalArgumentException if an argument is not UTF-8
     */
    static String[] exact(String[] args) {
        return exact(args, System.getProperty("sun.jnu.encoding", ""), COMMAND_LINE);
    }

    static String[] exact(String[] args, String encoding, Path commandLine) {
        boolean decoded = encoding.equalsIgnoreCase("UTF-8");
        if (decoded && Arrays.stream(args).noneMatch(arg -> arg.indexOf(REPLACEMENT) >= 0)) {
            return args;
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(commandLine);
        } catch (IOException e) {
            return refuseReplaced(args); // a system without /proc
        }
        String[] exact = new String[args.length];
        int end = bytes.length - 1; // each argument ends with a NUL
        for (int i = args.length - 1; i >= 0; i--) {
            int start = end;
            while (start > 0 && bytes[start - 1] != 0) {
                start--;
            }
            exact[i] = decode(i, Arrays.copyOfRange(bytes, start, end));
            end = start - 1;
        }
        return exact;
    }

    private static String[] refuseReplaced(String[] args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].indexOf(REPLACEMENT) >= 0) {
                throw notUtf8(i, null);
            }
        }
        return args;
    }

    private static String decode(int index, byte[] argument) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(argument)).toString();
        } catch (CharacterCodingException e) {
            throw notUtf8(index, e);
        }
    }

    private static IllegalArgumentException notUtf8(int index, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "argument " + (index + 1) + " is not UTF-8: keys must be UTF-8; pass other values with --file or on"
                        + " standard input",
                cause);
    }
}
