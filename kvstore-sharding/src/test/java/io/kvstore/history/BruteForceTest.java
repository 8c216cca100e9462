package io.kvstore.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.history.RecordedCall.Fate;
import io.kvstore.history.Request.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares the checker with a brute-force one that is simple, but too slow for more than a few calls. */
class BruteForceTest {

    private static final int HISTORIES = 20_000;

    private static boolean agreed(List<RecordedCall> history, long seed) {
        List<RecordedCall> withEnds = LinearizabilityChecker.withEnds(history, Duration.ZERO);
        boolean expected = someOrderFits(withEnds, Register.ABSENT, versions(history));
        assertThat(new LinearizabilityChecker().check(history).isEmpty())
                .as("seed %d: %s", seed, history)
                .isEqualTo(expected);
        return expected;
    }

    @Test
    void bothFindThatHistoriesOfARegisterAreLinearizable() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            assertThat(agreed(RandomHistory.of(6, new Random(seed)), seed)).isTrue();
        }
    }

    @Test
    void bothAgreeOnHistoriesWithAReplyThatAnotherCallGot() {
        int linearizable = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            linearizable += agreed(withReplyOfAnother(RandomHistory.of(6, random), random), seed) ? 1 : 0;
        }
        assertThat(linearizable).as("or it tests one answer only").isBetween(HISTORIES / 10, HISTORIES * 9 / 10);
    }

    private static List<RecordedCall> withReplyOfAnother(List<RecordedCall> history, Random random) {
        RecordedCall to = history.get(random.nextInt(history.size()));
        RecordedCall from = history.get(random.nextInt(history.size()));
        List<RecordedCall> changed = new ArrayList<>(history);
        if (to.fate() == Fate.RETURNED && from.fate() == Fate.RETURNED) {
            changed.remove(to);
            changed.add(new RecordedCall(
                    to.caller(), to.key(), to.request(), to.fate(), from.reply(), to.invoked(), to.returned()));
        }
        return changed;
    }

    private static Map<String, Long> versions(List<RecordedCall> history) {
        Map<String, Long> versions = new HashMap<>();
        for (RecordedCall call : history) {
            if (call.reply() != null && call.reply().version() > 0) {
                versions.put(call.reply().value(), call.reply().version());
            }
        }
        return versions;
    }

    /** Tries every order of every subset of calls. */
    private static boolean someOrderFits(List<RecordedCall> left, Register register, Map<String, Long> versions) {
        if (left.stream().allMatch(call -> call.fate() == Fate.UNKNOWN)) {
            return true;
        }
        for (RecordedCall next : left) {
            List<RecordedCall> rest = new ArrayList<>(left);
            rest.remove(next);
            boolean someoneWasOver =
                    rest.stream().anyMatch(other -> other.fate() == Fate.RETURNED && other.returned() < next.invoked());
            boolean endsBeforeItBegins = next.request().kind() == Kind.END
                    && rest.stream()
                            .anyMatch(other -> next.request()
                                    .value()
                                    .equals(other.request().value()));
            boolean fits = !someoneWasOver
                    && !endsBeforeItBegins
                    && register.step(next.request(), versions)
                            .filter(step ->
                                    next.fate() == Fate.UNKNOWN || step.reply().equals(next.reply()))
                            .filter(step -> someOrderFits(rest, step.after(), versions))
                            .isPresent();
            if (fits) {
                return true;
            }
        }
        return false;
    }
}
