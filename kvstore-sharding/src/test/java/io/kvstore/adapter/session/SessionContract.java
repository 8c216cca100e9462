package io.kvstore.adapter.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvstore.Codec;
import io.kvstore.JavaCodec;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import io.kvstore.Ttl;
import io.kvstore.adapter.HookedStore;
import io.kvstore.engines.Clock;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;

/** The contract of Spring Session's repositories, and of ours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LeakCheck.class)
abstract class SessionContract {

    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    private final Engine engine;
    private KvConfig config;
    private KvStore store;
    private HookedStore hooked;
    private KvSessionRepository repository;

    SessionContract(Engine engine) {
        this.engine = engine;
    }

    @BeforeAll
    void open() {
        config = engine.newStore(1).maxValueBytes(1 << 20).build();
        store = KvStore.open(config);
        hooked = new HookedStore(store);
        repository = builder().build();
    }

    @AfterAll
    void close() {
        store.close();
    }

    private KvSessionRepository.Builder builder() {
        return KvSessionRepository.builder(hooked.view());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String key(KvSession session) {
        return "session:" + session.getId();
    }

    /** A saved session with an attribute a = 1. */
    private KvSession saved() {
        return saved(repository);
    }

    private KvSession saved(KvSessionRepository in) {
        KvSession session = in.createSession();
        session.setAttribute("a", 1);
        in.save(session);
        hooked.calls();
        return session;
    }

    private KvSession found(String id) {
        KvSession session = repository.findById(id);
        assertThat(session).isNotNull();
        hooked.calls();
        return session;
    }

    private KvSession found(KvSession session) {
        return found(session.getId());
    }

    private Map<String, Object> attributes(String id) {
        KvSession session = found(id);
        Map<String, Object> attributes = new TreeMap<>();
        session.getAttributeNames().forEach(name -> attributes.put(name, session.getAttribute(name)));
        return attributes;
    }

    // ---- a session and its attributes

    @Test
    void newSessionIsFoundOnceItIsSaved() {
        Instant before = now();
        KvSession session = repository.createSession();
        assertThat(repository.findById(session.getId())).isNull();
        session.setAttribute("name", "Ada");
        session.setAttribute("list", new ArrayList<>(List.of(1, 2)));
        repository.save(session);
        KvSession found = found(session);
        assertThat(found.getId()).isEqualTo(session.getId());
        assertThat(found.getCreationTime()).isBetween(before, now()).isEqualTo(session.getCreationTime());
        assertThat(found.getLastAccessedTime()).isEqualTo(session.getLastAccessedTime());
        assertThat(found.getMaxInactiveInterval()).isEqualTo(HALF_HOUR);
        assertThat(found.isExpired()).isFalse();
        assertThat(attributes(session.getId())).isEqualTo(Map.of("name", "Ada", "list", List.of(1, 2)));
    }

    @Test
    void sessionWithoutAttributesIsFound() {
        KvSession session = repository.createSession();
        repository.save(session);
        assertThat(found(session).getAttributeNames()).isEmpty();
    }

    @Test
    void deletedSessionIsNotFound() {
        KvSession session = saved();
        repository.deleteById(session.getId());
        assertThat(repository.findById(session.getId())).isNull();
        repository.deleteById(session.getId());
        repository.deleteById("never there");
        assertThat(repository.findById("never there")).isNull();
    }

    @Test
    void lastOfSeveralChangesOfAnAttributeCounts() {
        String id = saved().getId();
        KvSession session = found(id);
        session.setAttribute("a", 2);
        session.removeAttribute("a");
        session.setAttribute("b", 1);
        session.setAttribute("b", 2);
        session.setAttribute("c", 1);
        session.setAttribute("c", null);
        assertThat(session.getAttributeNames()).containsExactly("b");
        assertThat(session.<Object>getAttribute("a")).isNull();
        repository.save(session);
        assertThat(attributes(id)).isEqualTo(Map.of("b", 2));
        KvSession again = found(id);
        again.removeAttribute("b");
        again.setAttribute("b", 3);
        repository.save(again);
        assertThat(attributes(id)).isEqualTo(Map.of("b", 3));
    }

    @Test
    void sessionCanBeSavedAgainAndAgain() {
        KvSession session = saved();
        session.setAttribute("b", 2);
        repository.save(session);
        session.removeAttribute("a");
        repository.save(session);
        assertThat(attributes(session.getId())).isEqualTo(Map.of("b", 2));
        assertThat(session.getAttributeNames()).containsExactly("b");
    }

    @Test
    void attributeThatIsChangedInPlaceIsSavedByTheSaveModesThatSaySo() {
        for (SaveMode mode : SaveMode.values()) {
            KvSessionRepository in = builder().saveMode(mode).build();
            KvSession session = in.createSession();
            session.setAttribute("list", new ArrayList<>(List.of(1)));
            in.save(session);
            KvSession found = in.findById(session.getId());
            found.<List<Integer>>getAttribute("list").add(2);
            in.save(found);
            List<Integer> expected = mode == SaveMode.ON_SET_ATTRIBUTE ? List.of(1) : List.of(1, 2);
            assertThat(attributes(session.getId())).as(mode.name()).isEqualTo(Map.of("list", expected));
        }
    }

    @Test
    void attributesThatAreOnlyReadAreNotWritten() {
        KvSessionRepository in = builder().saveMode(SaveMode.ALWAYS).build();
        KvSession session = in.findById(saved().getId());
        assertThat(session.<Integer>getAttribute("a")).isEqualTo(1);
        hooked.calls();
        in.save(session);
        assertThat(hooked.calls()).isEmpty();
    }

    @Test
    void immediateFlushSavesEachChange() {
        KvSessionRepository in = builder().flushMode(FlushMode.IMMEDIATE).build();
        KvSession session = in.createSession();
        session.setAttribute("a", 1);
        assertThat(attributes(session.getId())).isEqualTo(Map.of("a", 1));
        session.removeAttribute("a");
        session.setMaxInactiveInterval(Duration.ofHours(1));
        KvSession found = found(session);
        assertThat(found.getAttributeNames()).isEmpty();
        assertThat(found.getMaxInactiveInterval()).isEqualTo(Duration.ofHours(1));
        String old = session.getId();
        assertThat(session.changeSessionId()).isNotEqualTo(old);
        assertThat(repository.findById(old)).isNull();
        found(session);
    }

    // ---- time

    @Test
    void sessionExpiresWhenItIsNotFoundForItsInterval() {
        KvSession session = saved();
        Clock.advance(config, Duration.ofMinutes(20));
        found(session);
        Clock.advance(config, Duration.ofMinutes(20));
        assertThat(found(session).isExpired()).isFalse();
        Clock.advance(config, HALF_HOUR);
        assertThat(repository.findById(session.getId())).isNull();
        session.setAttribute("b", 2);
        repository.save(session);
        assertThat(repository.findById(session.getId())).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 45})
    void intervalOfItsOwnReplacesTheDefault(int minutes) {
        Duration own = Duration.ofMinutes(minutes);
        KvSession session = saved();
        session.setMaxInactiveInterval(own);
        repository.save(session);
        assertThat(store.ttl(key(session)).orElseThrow().remaining().orElseThrow())
                .isBetween(own.minusSeconds(10), own);
        assertThat(found(session).getMaxInactiveInterval()).isEqualTo(own);
        assertThat(store.ttl(key(session)).orElseThrow().remaining().orElseThrow())
                .isBetween(own.minusSeconds(10), own);
        KvSession again = found(session);
        again.setAttribute("b", 2);
        repository.save(again);
        assertThat(hooked.calls()).containsExactly("compareAndSet");
        Clock.advance(config, own.minusMinutes(1));
        found(session);
        Clock.advance(config, own);
        assertThat(repository.findById(session.getId())).isNull();
    }

    @Test
    void negativeIntervalNeverExpires() {
        KvSession session = saved();
        session.setMaxInactiveInterval(Duration.ofSeconds(-1));
        repository.save(session);
        Clock.advance(config, Duration.ofDays(10_000));
        KvSession found = found(session);
        assertThat(found.getMaxInactiveInterval()).isNegative();
        assertThat(found.isExpired()).isFalse();

        KvSessionRepository never =
                builder().defaultMaxInactiveInterval(Duration.ofSeconds(-1)).build();
        KvSession other = saved(never);
        Clock.advance(config, Duration.ofDays(10_000));
        assertThat(never.findById(other.getId())).isNotNull();
        assertThat(hooked.calls()).containsExactly("getEntry");
        assertThat(never.findById(saved().getId()).getMaxInactiveInterval()).isEqualTo(HALF_HOUR);
    }

    @Test
    void sessionThatWasAccessedTooLongAgoIsGone() {
        KvSession session = repository.createSession();
        session.setLastAccessedTime(now().minus(HALF_HOUR));
        assertThat(session.isExpired()).isTrue();
        repository.save(session);
        assertThat(repository.findById(session.getId())).isNull();

        session.setLastAccessedTime(now()); // a new one can still be saved
        repository.save(session);
        assertThat(found(session).getLastAccessedTime()).isEqualTo(session.getLastAccessedTime());

        session.setLastAccessedTime(now().minusSeconds(60 * 29));
        repository.save(session);
        assertThat(store.ttl(key(session)).orElseThrow().remaining().orElseThrow())
                .isLessThanOrEqualTo(Duration.ofMinutes(1));
        session.setLastAccessedTime(now().minus(HALF_HOUR));
        repository.save(session);
        assertThat(repository.findById(session.getId())).isNull();
    }

    @Test
    void intervalOfZeroExpiresAtOnce() {
        KvSession session = saved();
        session.setMaxInactiveInterval(Duration.ZERO);
        assertThat(session.isExpired()).isTrue();
        repository.save(session);
        assertThat(repository.findById(session.getId())).isNull();
    }

    @Test
    void requestThatOnlyAccessesASessionCostsOneRoundTrip() {
        String id = saved().getId();
        KvSession session = repository.findById(id);
        session.setLastAccessedTime(Instant.now());
        assertThat(session.<Integer>getAttribute("a")).isEqualTo(1);
        repository.save(session);
        assertThat(hooked.calls()).containsExactly("getAndExpire");
        session.setAttribute("b", 2);
        repository.save(session);
        repository.save(session);
        assertThat(hooked.calls()).containsExactly("compareAndSet");
    }

    @Test
    void accessIsWrittenOnceItDiffersByTheResolution() {
        KvSession session = saved();
        Instant later = now().plusSeconds(50);
        session.setLastAccessedTime(later);
        repository.save(session);
        assertThat(hooked.calls()).isEmpty();
        assertThat(session.getLastAccessedTime()).isEqualTo(later);
        session.setLastAccessedTime(later.plusSeconds(20));
        repository.save(session);
        assertThat(hooked.calls()).containsExactly("compareAndSet");
        assertThat(found(session).getLastAccessedTime()).isEqualTo(later.plusSeconds(20));

        KvSessionRepository exact = builder().accessResolution(Duration.ZERO).build();
        KvSession other = exact.findById(session.getId());
        other.setLastAccessedTime(later.plusSeconds(21));
        exact.save(other);
        assertThat(found(session).getLastAccessedTime()).isEqualTo(later.plusSeconds(21));
    }

    // ---- concurrent requests

    @Test
    void concurrentRequestsMerge() {
        String id = saved().getId();
        KvSession one = found(id);
        KvSession two = found(id);
        Instant later = now().plusSeconds(2);
        two.setLastAccessedTime(later);
        two.setAttribute("two", 2);
        two.removeAttribute("a");
        repository.save(two);
        one.setLastAccessedTime(later.minusSeconds(1));
        one.setAttribute("one", 1);
        one.setMaxInactiveInterval(Duration.ofHours(1));
        repository.save(one);
        assertThat(attributes(id)).isEqualTo(Map.of("one", 1, "two", 2));
        assertThat(one.getAttributeNames()).containsExactlyInAnyOrder("one", "two");
        assertThat(one.<Integer>getAttribute("two")).isEqualTo(2);
        KvSession found = found(id);
        assertThat(found.getLastAccessedTime()).isEqualTo(later);
        assertThat(found.getMaxInactiveInterval()).isEqualTo(Duration.ofHours(1));
        two.setAttribute("two", 3);
        repository.save(two);
        assertThat(attributes(id)).isEqualTo(Map.of("one", 1, "two", 3));
        assertThat(found(id).getMaxInactiveInterval()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void valueThatAnotherRequestReplacedIsNotKeptFromBefore() {
        String id = saved().getId();
        KvSession one = found(id);
        assertThat(one.<Integer>getAttribute("a")).isEqualTo(1);
        KvSession two = found(id);
        two.setAttribute("a", 2);
        repository.save(two);
        one.setAttribute("b", 1);
        repository.save(one);
        assertThat(one.<Integer>getAttribute("a")).isEqualTo(2);
        assertThat(attributes(id)).isEqualTo(Map.of("a", 2, "b", 1));
    }

    @Test
    void deletedSessionStaysDeleted() {
        KvSession session = found(saved());
        repository.deleteById(session.getId());
        session.setLastAccessedTime(now().plusSeconds(120));
        session.setAttribute("b", 2);
        repository.save(session);
        repository.save(session);
        assertThat(repository.findById(session.getId())).isNull();
        String old = session.getId();
        session.changeSessionId();
        repository.save(session);
        assertThat(repository.findById(session.getId())).isNull();
        assertThat(repository.findById(old)).isNull();
    }

    @Test
    void deleteBetweenReadAndWriteCounts() {
        KvSession session = found(saved());
        found(session); // so that the first write finds another version
        hooked.before("getEntry", () -> hooked.before("compareAndSet", () -> store.delete(key(session))));
        session.setAttribute("b", 2);
        repository.save(session);
        assertThat(hooked.calls()).containsExactly("compareAndSet", "getEntry", "compareAndSet", "getEntry");
        assertThat(repository.findById(session.getId())).isNull();
    }

    @Test
    void saveThatAlwaysComesSecondGivesUp() {
        KvSession session = found(saved());
        AtomicInteger writes = new AtomicInteger();
        Runnable[] first = new Runnable[1];
        first[0] = () -> {
            writes.incrementAndGet();
            store.expire(key(session), HALF_HOUR);
            hooked.before("compareAndSet", first[0]);
        };
        hooked.before("compareAndSet", first[0]);
        session.setAttribute("b", 2);
        assertThatThrownBy(() -> repository.save(session))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("came first 100 times");
        hooked.before("compareAndSet", () -> {});
        assertThat(writes).hasValue(100);
        repository.save(session);
        assertThat(attributes(session.getId())).isEqualTo(Map.of("a", 1, "b", 2));
    }

    // ---- change of the id

    @Test
    void changedIdReplacesTheOldOne() {
        KvSession session = found(saved());
        String old = session.getId();
        String unused = session.changeSessionId();
        String changed = session.changeSessionId();
        assertThat(session.getId()).isEqualTo(changed).isNotEqualTo(unused);
        session.setAttribute("b", 2);
        repository.save(session);
        assertThat(hooked.calls()).containsExactly("putIfAbsent", "compareAndDelete");
        repository.save(session);
        assertThat(repository.findById(old)).isNull();
        assertThat(repository.findById(unused)).isNull();
        assertThat(attributes(changed)).isEqualTo(Map.of("a", 1, "b", 2));
        assertThat(found(changed).getCreationTime()).isEqualTo(session.getCreationTime());
        session.setAttribute("c", 3);
        repository.save(session);
        assertThat(attributes(changed)).containsKeys("a", "b", "c");
    }

    @Test
    void idOfANewSessionCanChange() {
        KvSession session = repository.createSession();
        String old = session.getId();
        session.changeSessionId();
        repository.save(session);
        assertThat(repository.findById(old)).isNull();
        found(session);
    }

    @Test
    void ofTwoConcurrentChangesOfTheIdTheFirstCounts() {
        KvSession one = found(saved());
        KvSession two = found(one);
        one.changeSessionId();
        repository.save(one);
        two.changeSessionId();
        two.setAttribute("two", 2);
        repository.save(two);
        assertThat(repository.findById(two.getId())).isNull();
        assertThat(attributes(one.getId())).isEqualTo(Map.of("a", 1));
    }

    @Test
    void changeOfTheIdTakesAlongWhatOthersSave() {
        KvSession session = found(saved());
        KvSession other = found(session);
        String old = session.getId();
        other.setAttribute("other", 2);
        hooked.before("compareAndDelete", () -> repository.save(other));
        session.changeSessionId();
        session.setAttribute("b", 3);
        repository.save(session);
        assertThat(attributes(session.getId())).isEqualTo(Map.of("a", 1, "b", 3, "other", 2));
        assertThat(repository.findById(old)).isNull();
    }

    @Test
    void deleteDuringAChangeOfTheIdCounts() {
        KvSession session = found(saved());
        String old = session.getId();
        hooked.before("compareAndDelete", () -> store.delete("session:" + old));
        session.changeSessionId();
        repository.save(session);
        assertThat(repository.findById(old)).isNull();
        assertThat(repository.findById(session.getId())).isNull();
    }

    @Test
    void expiredSessionHasNoNewId() {
        KvSession session = found(saved());
        String old = session.getId();
        session.changeSessionId();
        session.setLastAccessedTime(now().minus(HALF_HOUR));
        repository.save(session);
        assertThat(repository.findById(old)).isNull();
        assertThat(repository.findById(session.getId())).isNull();
    }

    // ---- faults

    @ParameterizedTest
    @ValueSource(strings = {"putIfAbsent", "compareAndSet"})
    void saveMayBeRepeatedAfterAnUnknownOutcome(String method) {
        KvSession session = method.equals("putIfAbsent") ? repository.createSession() : saved();
        session.setAttribute("b", 2);
        hooked.fail(method, Outcome.UNKNOWN);
        assertThatThrownBy(() -> repository.save(session)).isInstanceOf(KvUnavailableException.class);
        session.setAttribute("c", 3);
        repository.save(session);
        assertThat(attributes(session.getId())).containsEntry("b", 2).containsEntry("c", 3);
    }

    @Test
    void changeOfTheIdMayBeRepeatedAfterItsWriteWasUnknown() {
        KvSession session = found(saved());
        String old = session.getId();
        session.changeSessionId();
        hooked.fail("putIfAbsent", Outcome.UNKNOWN);
        assertThatThrownBy(() -> repository.save(session)).isInstanceOf(KvUnavailableException.class);
        assertThat(attributes(old)).isEqualTo(Map.of("a", 1));
        repository.save(session);
        assertThat(attributes(session.getId())).isEqualTo(Map.of("a", 1));
        assertThat(repository.findById(old)).isNull();
    }

    @Test
    void shardThatIsDownFailsTheRequest() {
        hooked.fail("getAndExpire", Outcome.NOT_APPLIED);
        assertThatThrownBy(() -> repository.findById("s")).isInstanceOf(KvUnavailableException.class);
    }

    @Test
    void idThatIsNoKeyIsTheIdOfNoSession() {
        hooked.calls();
        for (String id : List.of("", "x".repeat(4096), "x".repeat(248), "é".repeat(124), "\ud800")) {
            assertThat(repository.findById(id)).isNull();
            repository.deleteById(id);
        }
        assertThat(hooked.calls()).isEmpty();
        assertThat(repository.findById("x".repeat(247))).isNull();
        assertThat(hooked.calls()).containsExactly("getAndExpire");
    }

    @Test
    void generatorOfIdsThatAreNoKeysIsRefused() {
        KvSessionRepository in =
                builder().sessionIdGenerator(() -> "x".repeat(300)).build();
        assertThatThrownBy(in::createSession)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SessionIdGenerator returned an id of 300 characters");
    }

    @Test
    void generatorThatRepeatsItselfIsRefused() {
        KvSession first = repository.createSession();
        KvSessionRepository in = builder().sessionIdGenerator(first::getId).build();
        first.setAttribute("a", 1);
        repository.save(first);
        Clock.advance(config, Duration.ofMillis(1));
        KvSession second = in.createSession();
        assertThat(second.getCreationTime()).isNotEqualTo(first.getCreationTime());
        assertThatThrownBy(() -> in.save(second))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another session has the id of a new one");
        assertThat(attributes(first.getId())).isEqualTo(Map.of("a", 1));
    }

    @Test
    void valueThatIsNoSessionIsNamed() {
        store.put("session:mine", new byte[] {1, 2, 3});
        assertThatThrownBy(() -> repository.findById("mine"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("'session:mine' is not a session", "delete the key", "another prefix");
        byte[] session = store.get(key(saved())).orElseThrow();
        store.put("session:cut", Arrays.copyOf(session, session.length - 1));
        assertThatThrownBy(() -> repository.findById("cut")).hasMessageContaining("it ends too early");
        session[3] = 9;
        store.put("session:newer", session);
        assertThatThrownBy(() -> repository.findById("newer")).hasMessageContaining("its format is 9");
    }

    @Test
    void sessionThatIsTooLargeIsRefusedWithItsLargestAttribute() {
        KvSession session = saved();
        session.setAttribute("cart", new byte[2 << 20]);
        assertThatThrownBy(() -> repository.save(session))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("at most", "maxValueBytes", "'cart' with 20")
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain(session.getId()));
        assertThat(attributes(session.getId())).isEqualTo(Map.of("a", 1));
    }

    // ---- classes

    private record Cart(int items) implements Serializable {}

    private record NotSerializable() {}

    private KvSessionRepository.Builder carts() {
        return builder().codec(JavaCodec.allowing("io.kvstore.adapter"));
    }

    private KvSession withCart() {
        KvSession session = saved();
        session.setAttribute("cart", new Cart(3));
        repository.save(session);
        return session;
    }

    @Test
    void classOfAnAllowedPackageIsRead() {
        KvSession found = carts().build().findById(withCart().getId());
        assertThat(found.<Cart>getAttribute("cart")).isEqualTo(new Cart(3));
    }

    @Test
    void classThatIsNotAllowedIsNamed() {
        KvSession found = found(withCart());
        assertThat(found.<Integer>getAttribute("a")).isEqualTo(1);
        assertThatThrownBy(() -> found.getAttribute("cart"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        "attribute 'cart'",
                        Cart.class.getName(),
                        "JavaCodec.allowing",
                        "unreadableAttributesAreAbsent");
    }

    @Test
    void unreadableAttributeIsAbsentByChoiceAndStaysStored() {
        KvSessionRepository lenient = builder().unreadableAttributesAreAbsent().build();
        KvSession session = lenient.findById(withCart().getId());
        assertThat(session.<Object>getAttribute("cart")).isNull();
        assertThat(session.getAttributeNames()).containsExactly("a");
        session.setAttribute("a", 2);
        lenient.save(session);
        assertThat(carts().build().findById(session.getId()).<Cart>getAttribute("cart"))
                .isEqualTo(new Cart(3));
    }

    @Test
    void attributeThatIsNotReadIsNeitherDecodedNorEncoded() {
        AtomicInteger conversions = new AtomicInteger();
        JavaCodec java = JavaCodec.allowing();
        KvSessionRepository counting = builder()
                .codec(Codec.of(
                        value -> {
                            conversions.incrementAndGet();
                            return java.encode(value);
                        },
                        bytes -> {
                            conversions.incrementAndGet();
                            return java.decode(bytes);
                        }))
                .build();
        KvSession session = counting.findById(saved().getId());
        session.setAttribute("b", 2);
        counting.save(session);
        assertThat(conversions).hasValue(1);
        assertThat(session.<Integer>getAttribute("a")).isEqualTo(1);
        assertThat(session.<Integer>getAttribute("a")).isEqualTo(1);
        assertThat(conversions).hasValue(2);
    }

    @Test
    void attributeThatIsNotSerializableIsNamed() {
        KvSession session = saved();
        session.setAttribute("b", new ArrayList<>(List.of(new NotSerializable())));
        assertThatThrownBy(() -> repository.save(session))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("attribute 'b'", NotSerializable.class.getName(), "java.io.Serializable");
        assertThat(hooked.calls()).isEmpty();
    }

    // ---- settings

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> builder().defaultMaxInactiveInterval(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1 ms");
        assertThatThrownBy(() -> builder().defaultMaxInactiveInterval(Ttl.MAX.plusDays(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most");
        assertThatThrownBy(() -> saved().setMaxInactiveInterval(Ttl.MAX.plusDays(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxInactiveInterval is");
        assertThatThrownBy(() -> builder().accessResolution(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 0");
        assertThatThrownBy(() -> builder().prefix("p".repeat(255)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 254");
    }

    @Test
    void prefixesKeepSessionsApart() {
        KvSessionRepository other = builder().prefix("other:").build();
        KvSession session = saved(other);
        assertThat(repository.findById(session.getId())).isNull();
        assertThat(other.findById(session.getId())).isNotNull();
    }
}
