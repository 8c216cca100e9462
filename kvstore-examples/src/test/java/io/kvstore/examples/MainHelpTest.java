package io.kvstore.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.examples.cli.Kv;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class MainHelpTest {

    static List<String> commands() {
        return Kv.commandLine(null, Main.others()).getSubcommands().keySet().stream()
                .filter(name -> !name.equals("help"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandSaysWhatItDoesAndHowItExits(String name) {
        CommandLine command =
                Kv.commandLine(null, Main.others()).getSubcommands().get(name);
        String help = command.getUsageMessage();
        assertThat(help).contains("Usage: kv " + name, "Exit codes: 0 ok, ", "--debug", "-h, --help");
        assertThat(command.getCommandSpec().usageMessage().header()[0])
                .isNotBlank()
                .endsWith(".");
        assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
    }

    @Test
    void everyCommandOfTheIssueIsThere() {
        assertThat(commands())
                .contains("get", "put", "del", "ttl", "expire", "persist", "mget", "mput", "locate", "ring", "stats")
                .contains("reap", "schema", "shell", "demo", "cas", "serve", "bench");
    }
}
