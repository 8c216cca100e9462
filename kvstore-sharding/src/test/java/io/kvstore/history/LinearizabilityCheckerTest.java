package io.kvstore.history;

import static io.kvstore.history.Request.compareAndSet;
import static io.kvstore.history.Request.delete;
import static io.kvstore.history.Request.expire;
import static io.kvstore.history.Request.get;
import static io.kvstore.history.Request.getAndExpire;
import static io.kvstore.history.Request.getEntry;
import static io.kvstore.history.Request.increment;
import static io.kvstore.history.Request.put;
import static io.kvstore.history.Request.putIfAbsent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvstore.history.RecordedCall.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Histories written by hand, and whether they are linearizable. */
class LinearizabilityCheckerTest {

    private final List<RecordedCall> history = new ArrayList<>();
    private long end;

    private LinearizabilityCheckerTest returned(long from, long to, Request request, Reply reply) {
        return by(history.size(), from, to, request, reply);
    }

    private LinearizabilityCheckerTest by(int caller, long from, long to, Request request, Reply reply) {
        return add(caller, "k", Fate.RETURNED, from, to, request, reply);
    }

    private LinearizabilityCheckerTest unknown(int caller, long from, Request request) {
        return add(caller, "k", Fate.UNKNOWN, from, from, request, null);
    }

    /** Adds a call after all others. */
    private LinearizabilityCheckerTest then(Request request, Reply reply) {
        return add(history.size(), "k", Fate.RETURNED, end + 1, end + 2, request, reply);
    }

    private LinearizabilityCheckerTest thenUnknown(Request request) {
        return add(history.size(), "k", Fate.UNKNOWN, end + 1, end + 2, request, null);
    }

    private LinearizabilityCheckerTest thenNotApplied(Request request) {
        return add(history.size(), "k", Fate.NOT_APPLIED, end + 1, end + 2, request, null);
    }

    private LinearizabilityCheckerTest add(
            int caller, String key, Fate fate, long from, long to, Request request, Reply reply) {
        history.add(new RecordedCall(caller, key, request, fate, reply, from, to));
        end = Math.max(end, to);
        return this;
    }

    private Optional<Counterexample> check() {
        return new LinearizabilityChecker().check(history);
    }

    private void isLinearizable() {
        assertThat(check()).isEmpty();
    }

    private Counterexample isNotLinearizable() {
        Optional<Counterexample> found = check();
        assertThat(found).isPresent();
        return found.orElseThrow();
    }

    @Test
    void emptyHistoryIsLinearizable() {
        isLinearizable();
    }

    @Test
    void callsOneAfterTheOther() {
        then(get(), Reply.ABSENT)
                .then(put("a"), Reply.TRUE)
                .then(getEntry(), Reply.entry("a", 7))
                .then(putIfAbsent("b"), Reply.FALSE)
                .then(compareAndSet(7, "c"), Reply.value("c"))
                .then(compareAndSet(7, "d"), Reply.FALSE)
                .then(get(), Reply.value("c"))
                .then(delete(), Reply.TRUE)
                .then(delete(), Reply.FALSE)
                .then(putIfAbsent("e"), Reply.entry("e", 11))
                .then(getEntry(), Reply.entry("e", 11))
                .isLinearizable();
    }

    @Test
    void readDuringAWriteMaySeeEither() {
        returned(0, 10, put("a"), Reply.TRUE)
                .returned(1, 2, get(), Reply.ABSENT)
                .returned(3, 4, get(), Reply.value("a"))
                .isLinearizable();
    }

    @Test
    void valueOnceReadDoesNotGoAwayAgainDuringItsWrite() {
        returned(0, 10, put("a"), Reply.TRUE)
                .returned(1, 2, get(), Reply.value("a"))
                .returned(3, 4, get(), Reply.ABSENT)
                .isNotLinearizable();
    }

    @Test
    void writesThatOverlapMayTakeEffectAgainstTheOrderOfTheirInvocations() {
        returned(0, 10, put("a"), Reply.TRUE)
                .returned(1, 11, put("b"), Reply.TRUE)
                .returned(12, 13, get(), Reply.value("a"))
                .isLinearizable();
    }

    @Test
    void staleRead() {
        then(put("a"), Reply.TRUE)
                .then(put("b"), Reply.TRUE)
                .then(get(), Reply.value("a"))
                .isNotLinearizable();
    }

    @Test
    void twoReadersWhoSeeTwoWritesInTwoOrders() {
        returned(0, 20, put("a"), Reply.TRUE)
                .returned(0, 20, put("b"), Reply.TRUE)
                .returned(1, 5, get(), Reply.value("a"))
                .returned(6, 9, get(), Reply.value("b"))
                .returned(10, 12, get(), Reply.value("a"))
                .isNotLinearizable();
    }

    @Test
    void lostUpdate() {
        returned(0, 1, put("a"), Reply.TRUE)
                .returned(2, 9, put("b"), Reply.TRUE)
                .returned(3, 4, get(), Reply.value("a"))
                .isLinearizable();
        then(get(), Reply.value("a")).isNotLinearizable();
    }

    @Test
    void keyIsThereUntilItsTimeIsOver() {
        returned(0, 1, put("a").withTtl(10), Reply.TRUE)
                .returned(9, 9, get(), Reply.value("a"))
                .returned(10, 11, get(), Reply.value("a"))
                .returned(10, 11, get(), Reply.ABSENT)
                .returned(12, 12, get(), Reply.ABSENT)
                .isLinearizable();
    }

    @Test
    void keyThatExpiredTooEarly() {
        returned(0, 1, put("a").withTtl(10), Reply.TRUE)
                .returned(8, 9, get(), Reply.ABSENT)
                .isNotLinearizable();
    }

    @Test
    void keyThatExpiredTooLate() {
        returned(0, 1, put("a").withTtl(10), Reply.TRUE)
                .returned(12, 13, get(), Reply.value("a"))
                .isNotLinearizable();
    }

    @Test
    void timeOfARenewedKeyIsThatOfItsLastRenewal() {
        returned(0, 1, put("a").withTtl(10), Reply.TRUE)
                .returned(5, 6, expire("b").withTtl(10), Reply.TRUE)
                .returned(13, 14, get(), Reply.value("a"))
                .returned(14, 14, expire("c"), Reply.TRUE)
                .returned(30, 31, get(), Reply.value("a"))
                .isLinearizable();
    }

    @Test
    void keyThatIsRenewedAfterItWasAbsent() {
        returned(0, 1, put("a").withTtl(10), Reply.TRUE)
                .returned(9, 20, expire("b").withTtl(10), Reply.TRUE)
                .returned(12, 13, get(), Reply.ABSENT)
                .isNotLinearizable();
    }

    @Test
    void expiryOfAnOverwrittenValueHasNoEffect() {
        returned(0, 1, put("a").withTtl(10), Reply.TRUE)
                .returned(2, 3, put("b"), Reply.TRUE)
                .returned(20, 21, get(), Reply.value("b"))
                .isLinearizable();
    }

    @Test
    void writeOfUnknownFateMaySetAnExpiry() {
        unknown(0, 0, put("a").withTtl(10))
                .returned(20, 21, get(), Reply.value("a"))
                .returned(22, 23, get(), Reply.ABSENT)
                .isLinearizable();
        returned(24, 25, get(), Reply.value("a")).isNotLinearizable();
    }

    @Test
    void resurrectedDelete() {
        then(put("a"), Reply.TRUE)
                .then(delete(), Reply.TRUE)
                .then(get(), Reply.ABSENT)
                .then(get(), Reply.value("a"))
                .isNotLinearizable();
    }

    @Test
    void twoDeletesOfOneWriteCannotBothFindIt() {
        returned(0, 1, put("a"), Reply.TRUE)
                .returned(2, 9, delete(), Reply.TRUE)
                .returned(3, 8, delete(), Reply.TRUE)
                .isNotLinearizable();
    }

    @Test
    void twoPutIfAbsentsCannotBothWin() {
        returned(0, 9, putIfAbsent("a"), Reply.value("a"))
                .returned(0, 9, putIfAbsent("b"), Reply.value("b"))
                .isNotLinearizable();
    }

    @Test
    void putIfAbsentCannotLoseAgainstNobody() {
        returned(0, 9, putIfAbsent("a"), Reply.FALSE).isNotLinearizable();
    }

    @Test
    void compareAndSetsWithOneVersionCannotBothWin() {
        returned(0, 1, put("a"), Reply.TRUE)
                .returned(2, 3, getEntry(), Reply.entry("a", 7))
                .returned(4, 9, compareAndSet(7, "b"), Reply.value("b"))
                .returned(4, 9, compareAndSet(7, "c"), Reply.value("c"))
                .isNotLinearizable();
    }

    @Test
    void compareAndSetCannotLoseWithTheRightVersion() {
        then(put("a"), Reply.TRUE)
                .then(getEntry(), Reply.entry("a", 7))
                .then(compareAndSet(7, "b"), Reply.FALSE)
                .then(get(), Reply.value("a"))
                .isNotLinearizable();
    }

    @Test
    void compareAndSetCannotWinOverADeleteAndASecondWrite() {
        then(put("a"), Reply.TRUE)
                .then(getEntry(), Reply.entry("a", 7))
                .then(delete(), Reply.TRUE)
                .then(put("b"), Reply.TRUE)
                .then(compareAndSet(7, "c"), Reply.value("c"))
                .isNotLinearizable();
    }

    @Test
    void compareAndSetTellsTheVersionThatItMade() {
        then(putIfAbsent("a"), Reply.entry("a", 7))
                .then(compareAndSet(7, "b"), Reply.entry("b", 9))
                .then(getEntry(), Reply.entry("b", 9))
                .isLinearizable();
        then(compareAndSet(9, "c"), Reply.entry("c", 8)).isNotLinearizable();
    }

    @Test
    void incrementsAddUp() {
        returned(0, 9, increment(5), Reply.value("12"))
                .returned(0, 9, increment(7), Reply.value("7"))
                .returned(10, 11, get(), Reply.value("12"))
                .returned(12, 13, delete(), Reply.TRUE)
                .returned(14, 15, increment(3), Reply.value("3"))
                .isLinearizable();
    }

    @Test
    void twoIncrementsCannotGetOneSum() {
        returned(0, 9, increment(5), Reply.value("12"))
                .returned(0, 9, increment(7), Reply.value("12"))
                .isNotLinearizable();
    }

    @Test
    void lostIncrement() {
        then(increment(5), Reply.value("5"))
                .then(increment(7), Reply.value("12"))
                .then(increment(1), Reply.value("6"))
                .isNotLinearizable();
    }

    @Test
    void getAndExpireReadsAndRenews() {
        returned(0, 1, put("a").withTtl(10), Reply.TRUE)
                .returned(5, 6, getAndExpire("b").withTtl(10), Reply.value("a"))
                .returned(13, 14, get(), Reply.value("a"))
                .returned(18, 19, getAndExpire("c").withTtl(10), Reply.ABSENT)
                .isLinearizable();
        returned(20, 21, get(), Reply.value("a")).isNotLinearizable();
    }

    @Test
    void versionsGrow() {
        then(put("a"), Reply.TRUE)
                .then(getEntry(), Reply.entry("a", 7))
                .then(put("b"), Reply.TRUE)
                .then(getEntry(), Reply.entry("b", 7))
                .isNotLinearizable();
    }

    @Test
    void valueWrittenOnceHasOneVersion() {
        then(put("a"), Reply.TRUE)
                .then(getEntry(), Reply.entry("a", 7))
                .then(getEntry(), Reply.entry("a", 8))
                .isNotLinearizable();
    }

    @Test
    void writeOfUnknownFateMayTakeEffectLongAfterItsEnd() {
        then(put("a"), Reply.TRUE)
                .thenUnknown(put("b"))
                .then(get(), Reply.value("a"))
                .then(put("c"), Reply.TRUE)
                .then(get(), Reply.value("c"))
                .then(get(), Reply.value("b"))
                .isLinearizable();
    }

    @Test
    void writeOfUnknownFateMayNeverTakeEffect() {
        then(put("a"), Reply.TRUE)
                .thenUnknown(put("b"))
                .then(get(), Reply.value("a"))
                .isLinearizable();
    }

    @Test
    void writeOfUnknownFateThatAppearedDoesNotDisappear() {
        then(put("a"), Reply.TRUE)
                .thenUnknown(put("b"))
                .then(get(), Reply.value("b"))
                .then(get(), Reply.value("a"))
                .isNotLinearizable();
    }

    @Test
    void writeOfUnknownFateTakesEffectOnce() {
        then(put("a"), Reply.TRUE)
                .thenUnknown(put("b"))
                .then(get(), Reply.value("b"))
                .then(put("c"), Reply.TRUE)
                .then(get(), Reply.value("b"))
                .isNotLinearizable();
    }

    @Test
    void writeOfUnknownFateTakesNoEffectBeforeItBegins() {
        then(get(), Reply.value("b")).thenUnknown(put("b")).isNotLinearizable();
    }

    @Test
    void deleteOfUnknownFateExplainsAnAbsentKey() {
        then(put("a"), Reply.TRUE)
                .thenUnknown(delete())
                .then(get(), Reply.value("a"))
                .then(get(), Reply.ABSENT)
                .isLinearizable();
    }

    @Test
    void writeOfUnknownFateExplainsWhatIsSeenOfItIndirectly() {
        then(get(), Reply.ABSENT)
                .thenUnknown(put("a"))
                .then(putIfAbsent("b"), Reply.FALSE)
                .then(delete(), Reply.TRUE)
                .then(get(), Reply.ABSENT)
                .isLinearizable();
    }

    @Test
    void compareAndSetOfUnknownFateNeedsItsVersion() {
        then(put("a"), Reply.TRUE)
                .then(getEntry(), Reply.entry("a", 7))
                .then(put("b"), Reply.TRUE)
                .thenUnknown(compareAndSet(7, "c"))
                .then(get(), Reply.value("c"))
                .isNotLinearizable();
    }

    @Test
    void writeThatWasNotAppliedIsNotSeen() {
        then(put("a"), Reply.TRUE)
                .thenNotApplied(put("b"))
                .then(get(), Reply.value("a"))
                .isLinearizable();
        then(get(), Reply.value("b")).isNotLinearizable();
    }

    @Test
    void valueThatNobodyWroteIsNotSeen() {
        then(get(), Reply.value("a")).isNotLinearizable();
    }

    @Test
    void callsOfOneCallerHappenInTheirOrderThoughTheyOverlap() {
        by(7, 0, 20, put("a"), Reply.TRUE).by(7, 1, 20, get(), Reply.ABSENT).isNotLinearizable();
    }

    @Test
    void callsOfOneCallerThatWereMadeBeforeAreSeen() {
        by(7, 0, 20, put("a"), Reply.TRUE)
                .by(7, 1, 20, get(), Reply.value("a"))
                .by(7, 2, 20, delete(), Reply.TRUE)
                .by(7, 3, 20, get(), Reply.ABSENT)
                .isLinearizable();
    }

    @Test
    void callOfUnknownFateMayComeAfterLaterOnesOfItsCaller() {
        unknown(7, 0, put("a"))
                .by(7, 1, 2, get(), Reply.ABSENT)
                .by(7, 3, 4, get(), Reply.value("a"))
                .isLinearizable();
    }

    @Test
    void callOfUnknownFateHappensAfterEarlierOnesOfItsCaller() {
        by(7, 0, 20, get(), Reply.value("a")).unknown(7, 1, put("a")).isNotLinearizable();
    }

    @Test
    void keysAreIndependent() {
        returned(0, 1, put("a"), Reply.TRUE)
                .add(history.size(), "other", Fate.RETURNED, 2, 3, get(), Reply.ABSENT)
                .isLinearizable();
        add(history.size(), "other", Fate.RETURNED, 4, 5, delete(), Reply.TRUE);
        assertThat(isNotLinearizable().key()).isEqualTo("other");
    }

    @Test
    void counterexampleShowsWhereItBreaksAndNotTheRest() {
        puts("early", 50);
        then(put("a"), Reply.TRUE).thenUnknown(delete()).then(get(), Reply.value("late3"));
        puts("late", 50);
        assertThat(isNotLinearizable().toString())
                .contains("key k is not linearizable: of 103 calls 51 can be put in an order")
                .contains("and leaves: a, ")
                .containsPattern("none can be:\n.*caller 52 .* get\\(\\) = late3")
                .containsPattern("of no help:\n.*caller 51 .* delete\\(\\) = UNKNOWN")
                .containsPattern("written by:\n.*caller 56 .* put\\(late3\\)")
                .doesNotContain("early20")
                .doesNotContain("late20");
    }

    @Test
    void counterexampleShowsWhoReadsWhatIsOverwritten() {
        puts("early", 50);
        then(get(), Reply.value("early30"));
        puts("late", 50);
        assertThat(isNotLinearizable().toString())
                .contains("key k is not linearizable: of 101 calls 31 can be put in an order")
                .contains("and leaves: early30, ")
                .containsPattern("none can be:\n.*caller 31 .* put\\(early31\\)")
                .containsPattern("yet to be read by:\n.*caller 50 .* get\\(\\) = early30")
                .doesNotContain("early20")
                .doesNotContain("late20");
    }

    private void puts(String values, int count) {
        for (int i = 0; i < count; i++) {
            then(put(values + i), Reply.TRUE);
        }
    }

    @Test
    void manyCallsOfUnknownFateAreDecidedAll() {
        for (int i = 0; i < 40; i++) {
            thenUnknown(put("unknown" + i));
        }
        puts("known", 40);
        then(get(), Reply.ABSENT);
        isNotLinearizable();
    }

    @Test
    void moreWorkThanAllowedIsAnError() {
        for (int i = 0; i < 40; i++) {
            returned(0, 100, put("v" + i), Reply.TRUE);
        }
        returned(101, 102, get(), Reply.ABSENT);
        LinearizabilityChecker impatient = new LinearizabilityChecker(10_000);
        assertThatThrownBy(() -> impatient.check(history))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("undecided after 10000 configurations: key k, 41 calls, of which 0 of unknown fate");
    }

    @Test
    void historyThatIsTooLongForAKeyIsRefused() {
        for (int i = 0; i <= 1_000; i++) {
            returned(i, i, get(), Reply.ABSENT);
        }
        assertThatThrownBy(this::check)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1001 calls are more than the 1000");
    }

    @Test
    void longestHistoryThatIsTakenFitsTheStack() {
        for (int i = 0; i < 1_000; i++) {
            then(put("v" + i), Reply.TRUE);
        }
        isLinearizable();
    }

    @Test
    void valueWrittenTwiceIsRefused() {
        then(put("a"), Reply.TRUE).then(put("a"), Reply.TRUE);
        assertThatThrownBy(this::check)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("values that were written twice: [a]");
    }
}
