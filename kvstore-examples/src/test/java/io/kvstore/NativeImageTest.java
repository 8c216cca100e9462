package io.kvstore;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static io.kvstore.Architecture.LIBRARY;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import io.kvstore.ReachabilityMetadata.Entry;
import io.kvstore.sharding.Ring;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The metadata for native-image in each jar lists all classes and resources that are found by name. The test does not
 * build a native image. It searches the byte code for look-ups by name.
 */
class NativeImageTest {

    private static final ReachabilityMetadata CORE = ReachabilityMetadata.of(KvStore.class, "kvstore-core");
    private static final ReachabilityMetadata SHARDING = ReachabilityMetadata.of(Ring.class, "kvstore-sharding");

    /** Methods that find a class, a member or a resource by its name, or read and write objects by reflection. */
    private static final Pattern BY_NAME = Pattern.compile("java\\.lang\\.Class\\.(forName|get(Declared|Enclosing)?"
            + "(Constructor|Method|Field)s?|getResource(AsStream)?|newInstance)"
            + "|java\\.lang\\.(ClassLoader|Module|ModuleLayer)\\.(loadClass|findClass|(get)?[rR]esource\\w*)"
            + "|java\\.lang\\.reflect\\.(Array\\.newInstance|Proxy\\.\\w+|\\w+\\.(invoke|newInstance|get|set|setAccessible))"
            + "|java\\.lang\\.invoke\\.MethodHandles\\$Lookup\\.(find|unreflect)\\w*"
            + "|java\\.util\\.concurrent\\.atomic\\.Atomic\\w+FieldUpdater\\.newUpdater"
            + "|java\\.util\\.(ServiceLoader\\.load\\w*|ResourceBundle\\.getBundle)"
            + "|java\\.io\\.Object(In|Out)putStream\\.<init>"
            + "|com\\.zaxxer\\.hikari\\.HikariConfig\\.<init>"
            + "|(tools\\.jackson|com\\.fasterxml\\.jackson)\\.databind\\.\\w+\\.(read|write|convert|treeTo)\\w*");

    static Stream<ReachabilityMetadata> both() {
        return Stream.of(CORE, SHARDING);
    }

    @ParameterizedTest
    @MethodSource("both")
    void metadataIsInTheFormatOfTheTracingAgent(ReachabilityMetadata metadata) {
        metadata.assertThatItHasTheFormat();
    }

    /**
     * Each look-up needs an entry in the metadata, which the other tests check. Add the entry when you add a line here.
     * Adapters are excluded, because their frameworks have their own metadata. So are the
     * classes of an application that a JavaCodec reads: it registers them itself.
     */
    @Test
    void libraryAsksByNameForWhatIsNamedHere() {
        assertThat(byName())
                .containsExactlyInAnyOrder(
                        "JavaCodec.encode -> ObjectOutputStream.<init>",
                        "KvStore.open -> ServiceLoader.load",
                        "LoaderObjectInputStream.<init> -> ObjectInputStream.<init>",
                        "LoaderObjectInputStream.resolveClass -> Class.forName",
                        "internal.JdbcDriver.find -> Class.forName",
                        "internal.lane.VirtualThreads.find -> MethodHandles$Lookup.findVirtual",
                        "internal.pool.DriverDataSource.driver -> Class.getConstructor",
                        "internal.pool.DriverDataSource.driver -> Constructor.newInstance",
                        "internal.pool.HikariProperties.config -> HikariConfig.<init>",
                        "internal.socket.PromptSocketFactory.isSeenBy -> Class.forName",
                        "internal.sql.Dialect.script -> Class.getResourceAsStream");
    }

    private static Set<String> byName() {
        return LIBRARY.that(resideOutsideOfPackage("io.kvstore.adapter..")).stream()
                .flatMap(type -> type.getCodeUnitCallsFromSelf().stream())
                .filter(call -> BY_NAME.matcher(called(call)).matches())
                .map(call -> name(call.getOrigin()) + " -> " + called(call).replaceFirst("^([a-z]+\\.)+", ""))
                .collect(toCollection(TreeSet::new));
    }

    private static String called(JavaCodeUnitAccess<?> call) {
        return call.getTargetOwner().getName() + "." + call.getTarget().getName();
    }

    private static String name(JavaCodeUnit origin) {
        String method = origin.getName().replaceFirst("^lambda\\$(\\w+)\\$\\d+$", "$1");
        return origin.getOwner().getName().replaceFirst("^io\\.kvstore\\.", "") + "." + method;
    }

    @Test
    void driversAndTheSocketFactoryAreMadeByTheirNames() throws Exception {
        for (String made : List.of(
                "com.mysql.cj.jdbc.NonRegisteringDriver",
                "org.h2.Driver",
                "io.kvstore.internal.socket.PromptSocketFactory")) {
            assertThat(CORE.entry(made).methods()).as(made).contains("<init>()");
            assertThat(Class.forName(made).getConstructor()).isNotNull();
        }
    }

    @Test
    void virtualThreadsAreKnownByAMethodThatJava17DoesNotHave() {
        assertThat(CORE.entry("java.lang.Thread").methods()).containsExactly("isVirtual()");
    }

    /** Also those that a user can set with pool.hikariProperties. */
    @Test
    void settersOfHikariCpAreCalledByTheNamesOfProperties() {
        Entry config = CORE.entry("com.zaxxer.hikari.HikariConfig");
        assertThat(config.has("allPublicMethods")).isTrue();
        assertThat(config.has("allDeclaredFields")).as("copied to the pool").isTrue();
    }

    @Test
    void implementationIsAService() {
        assertThat(SHARDING.entry("io.kvstore.sharding.internal.ShardedKvStoreProvider")
                        .methods())
                .containsExactly("<init>()");
    }

    @ParameterizedTest
    @MethodSource("both")
    void resourcesAreListed(ReachabilityMetadata metadata) throws IOException {
        assertThat(metadata.resourcesOfTheJar()).isNotEmpty().allMatch(metadata::lists);
    }

    /** Errors can be sent between processes. */
    @Test
    void exceptionsCanBeSerialized() throws Exception {
        Map<String, KeyResult> results = new LinkedHashMap<>();
        results.put("a", new KeyResult.Done(Optional.of(new byte[1])));
        results.put("b", new KeyResult.Failed(new KvOverloadedException("s", "full")));
        Set<String> ours = new TreeSet<>(classesIn(new KvBatchException(results, Outcome.UNKNOWN)));
        LIBRARY.stream()
                .filter(type -> type.getPackageName().equals("io.kvstore") && type.isAssignableTo(Serializable.class))
                .filter(type -> type.isAssignableTo(Throwable.class) || type.isAssignableTo(KeyResult.class))
                .filter(type -> !type.isInterface())
                .forEach(type -> ours.add(type.getName()));
        assertThat(ours).contains("io.kvstore.KeyResult$Done$Form", "io.kvstore.Outcome");
        assertThat(ours).allMatch(name -> CORE.entry(name).has("serializable"));
    }

    /** The classes of this library that serialization of an object uses. */
    private static Set<String> classesIn(Object written) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(written);
        }
        Set<String> names = new TreeSet<>();
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
                if (description.getName().startsWith("io.kvstore.")) {
                    names.add(description.getName());
                }
                return super.resolveClass(description);
            }
        }) {
            assertThat(in.readObject()).isNotNull();
        }
        return names;
    }

    /** An entry would have no effect if its class were renamed. */
    @ParameterizedTest
    @MethodSource("both")
    void entriesNameClassesThatExist(ReachabilityMetadata metadata) {
        assertThat(metadata.types()).isNotEmpty().allSatisfy(name -> {
            Class<?> type = Class.forName(name, false, NativeImageTest.class.getClassLoader());
            assertThat(type.getName()).isEqualTo(name);
        });
    }
}
