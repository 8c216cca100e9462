package io.kvstore.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.impl.DefaultParser;

/** Lines of a script on standard input. */
final class PipedLines implements Lines {

    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    private final DefaultParser parser = new DefaultParser();

    @Override
    public List<String> next() throws IOException {
        String line = in.readLine();
        if (line == null) {
            return List.of("exit");
        }
        if (line.isBlank() || line.stripLeading().startsWith("#")) {
            return List.of();
        }
        try {
            return parser.parse(line, line.length(), ParseContext.ACCEPT_LINE).words();
        } catch (EOFError e) {
            throw new IllegalArgumentException("a quote is not closed in: " + line, e);
        }
    }

    @Override
    public void ended(int code) {}

    @Override
    public void close() {}
}
