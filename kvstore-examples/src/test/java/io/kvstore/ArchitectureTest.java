package io.kvstore;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.kvstore.Architecture.API;
import static io.kvstore.Architecture.EXAMPLES;
import static io.kvstore.Architecture.INTERNALS;
import static io.kvstore.Architecture.LIBRARY;
import static io.kvstore.Architecture.SHARDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.sharding.Ring;
import java.sql.DriverManager;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The allowed dependencies between packages. */
class ArchitectureTest {

    /** If no classes were found, all other rules would pass. */
    @Test
    void allModulesAreSeen() {
        assertThat(LIBRARY.contain(KvStore.class)).isTrue();
        assertThat(LIBRARY.contain(Ring.class)).isTrue();
        assertThat(LIBRARY.contain("io.kvstore.internal.sql.Statements")).isTrue();
        assertThat(LIBRARY.contain("io.kvstore.sharding.internal.ShardedKvStore"))
                .isTrue();
        assertThat(EXAMPLES.size()).isGreaterThan(20);
    }

    @Test
    void examplesKnowShardingAndShardingKnowsCoreAndNothingPointsBack() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("examples")
                .definedBy("io.kvstore.examples..")
                .layer("sharding")
                .definedBy(SHARDING)
                .layer("core")
                .definedBy(resideInAnyPackage("io.kvstore..")
                        .and(resideOutsideOfPackages("io.kvstore.examples..", SHARDING)))
                .whereLayer("examples")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("sharding")
                .mayOnlyBeAccessedByLayers("examples")
                .check(Architecture.ALL);
    }

    @Test
    void examplesUseWhatAnyUserMayUse() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.kvstore..internal..", "io.kvstore.spi..")
                .check(EXAMPLES);
    }

    @Test
    void partsOfTheExamplesFormNoCycles() {
        slices().matching("io.kvstore.examples.(*)..").should().beFreeOfCycles().check(EXAMPLES);
    }

    /**
     * From the bottom up: helpers depend on nothing. The shard uses all packages except the reaper. The reaper uses
     * only the API.
     */
    @Test
    void internalsOfOneShardAreLayers() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("shard")
                .definedBy("io.kvstore.internal.shard")
                .layer("expired")
                .definedBy("io.kvstore.internal.expired")
                .layer("shared")
                .definedBy("io.kvstore.internal.shared")
                .layer("rowlock")
                .definedBy("io.kvstore.internal.rowlock")
                .layer("execution")
                .definedBy("io.kvstore.internal.execution")
                .layer("endpoint")
                .definedBy("io.kvstore.internal.endpoint")
                .layer("request")
                .definedBy("io.kvstore.internal.request")
                .layer("lane")
                .definedBy("io.kvstore.internal.lane")
                .layer("reap")
                .definedBy("io.kvstore.internal.reap")
                .layer("schema")
                .definedBy("io.kvstore.internal.schema")
                .layer("pool")
                .definedBy("io.kvstore.internal.pool")
                .layer("engine")
                .definedBy("io.kvstore.internal.engine..")
                .layer("sql")
                .definedBy("io.kvstore.internal.sql")
                .layer("key")
                .definedBy("io.kvstore.internal.key")
                .layer("socket")
                .definedBy("io.kvstore.internal.socket")
                .layer("trace")
                .definedBy("io.kvstore.internal.trace")
                .layer("helpers")
                .definedBy("io.kvstore.internal")
                .whereLayer("shard")
                .mayOnlyAccessLayers(
                        "shared",
                        "rowlock",
                        "expired",
                        "execution",
                        "endpoint",
                        "request",
                        "lane",
                        "pool",
                        "engine",
                        "sql",
                        "key",
                        "helpers")
                .whereLayer("expired")
                .mayOnlyAccessLayers("execution", "endpoint", "lane", "sql", "key", "helpers")
                .whereLayer("shared")
                .mayOnlyAccessLayers("rowlock", "execution", "endpoint", "request", "lane", "sql", "key")
                .whereLayer("rowlock")
                .mayOnlyAccessLayers("execution", "endpoint", "lane", "sql", "key")
                .whereLayer("execution")
                .mayOnlyAccessLayers("endpoint", "request", "lane", "pool", "sql", "key", "trace", "helpers")
                .whereLayer("endpoint")
                .mayOnlyAccessLayers("lane", "schema", "pool", "sql", "helpers")
                .whereLayer("request")
                .mayOnlyAccessLayers("lane", "sql")
                .whereLayer("lane")
                .mayNotAccessAnyLayer()
                .whereLayer("reap")
                .mayOnlyAccessLayers("helpers")
                .whereLayer("schema")
                .mayOnlyAccessLayers("sql", "helpers")
                .whereLayer("pool")
                .mayOnlyAccessLayers("engine", "sql", "helpers")
                .whereLayer("engine")
                .mayOnlyAccessLayers("sql", "socket", "helpers")
                .whereLayer("sql")
                .mayOnlyAccessLayers("helpers")
                .whereLayer("key")
                .mayOnlyAccessLayers("helpers")
                .whereLayer("socket")
                .mayNotAccessAnyLayer()
                .whereLayer("trace")
                .mayNotAccessAnyLayer()
                .whereLayer("helpers")
                .mayNotAccessAnyLayer()
                .ensureAllClassesAreContainedInArchitecture()
                .check(LIBRARY.that(resideInAnyPackage("io.kvstore.internal..")));
    }

    /** The internals may use the API. The API may only use the internals listed here. */
    @Test
    void apiKnowsOfTheInternalsWhatIsNamedHere() {
        assertThat(Architecture.arrows(API, INTERNALS))
                .containsExactlyInAnyOrder(
                        "KvConfig -> internal.Checks",
                        "BackpressureConfig -> internal.Checks",
                        "LaneConfig -> internal.Checks",
                        "PoolConfig -> internal.Checks",
                        "ReaperConfig -> internal.Checks",
                        "ShardConfig -> internal.Checks",
                        "ShardConfig -> internal.ShardUrl", // which URLs lead to one server
                        "sharding.Ring -> internal.Checks",
                        "sharding.Ring -> internal.key.Keys", // the hash, which is part of how keys are stored
                        "ShardConfig -> internal.Secrets",
                        "KvStore -> internal.Loaders", // finds the implementation
                        "KvConfig -> internal.Embedded", // the shards of KvConfig.embedded()
                        "KvSchema -> internal.engine.Dialects", // whose DDL it prints
                        "KvSchema -> internal.schema.Schema",
                        "KvSchema -> internal.sql.Dialect");
    }

    @Test
    void internalsAreInNoSignatureOfTheApi() {
        assertThat(Architecture.typesInSignatures(API))
                .contains(LIBRARY.get(ShardConfig.class))
                .filteredOn(INTERNALS)
                .isEmpty();
    }

    @Test
    void shardingKnowsWholeShardsAndNotWhatTheyAreMadeOf() {
        noClasses()
                .that()
                .resideInAPackage(SHARDING)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.kvstore.internal.schema", "java.sql..", "org.jdbi..")
                .check(LIBRARY);
    }

    @Test
    void adaptersKnowTheApiAndNotEachOther() {
        noClasses()
                .that()
                .resideInAPackage("io.kvstore.adapter..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.kvstore..internal..", "io.kvstore.spi..", SHARDING)
                .check(LIBRARY);
        slices().matching("io.kvstore.adapter.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAPackage("io.kvstore.adapter.boot"), alwaysTrue()) // which makes beans of them
                .check(LIBRARY);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.kvstore.adapter..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.kvstore.adapter..")
                .check(LIBRARY);
    }

    @Test
    void storeFindsItsImplementationThroughTheSpiAlone() {
        classes()
                .that()
                .resideInAPackage("io.kvstore.spi")
                .should()
                .onlyHaveDependentClassesThat()
                .haveNameMatching("io\\.kvstore\\.(KvStore|sharding\\.internal\\.ShardedKvStoreProvider)")
                .check(LIBRARY);
    }

    @ParameterizedTest
    @CsvSource({
        "java.sql.., io.kvstore.internal.(sql|engine|schema|pool|endpoint|execution|rowlock|expired|shard)..",
        "javax.sql.., io.kvstore.internal.pool",
        "org.jdbi.., io.kvstore.internal.(sql|engine|schema|endpoint|shard)..",
        "com.zaxxer.hikari.., io.kvstore.internal.pool",
        "dev.failsafe.., io.kvstore.internal.(endpoint|execution)",
        "io.micrometer.., io.kvstore.(metrics|observation|adapter.boot)",
        "com.mysql.., io.kvstore.internal.socket",
        "tools.jackson.., io.kvstore.config",
        "io.github.bucket4j.., io.kvstore.adapter.(bucket4j|boot)",
        "net.javacrumbs.., io.kvstore.adapter.(shedlock|boot)",
        "org.springframework.boot.., io.kvstore.adapter.boot",
        "org.springframework.cache.., io.kvstore.adapter.(cache|boot)",
        "org.springframework.integration.., io.kvstore.adapter.(integration|boot)",
        "org.springframework.session.., io.kvstore.adapter.(session|boot)",
        "org.testcontainers.., io.kvstore.adapter.boot",
        "org.h2.., nowhere",
    })
    void libraryHasItsPlace(String library, String place) {
        noClasses()
                .that()
                .resideOutsideOfPackage(place)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(LIBRARY);
    }

    /**
     * The exceptions: the tables with the owner of a database, the liveness check, and the SQL that {@code locate}
     * prints for a DBA.
     */
    @Test
    void statementsAreWhereTextsAndEnginesAre() {
        assertThat(Architecture.classesWithSql())
                .filteredOn(name -> !name.startsWith("internal.sql.") && !name.startsWith("internal.engine."))
                .containsExactlyInAnyOrder(
                        "internal.schema.Schema",
                        "internal.schema.Migration",
                        "internal.shard.ShardAdmin",
                        "sharding.internal.ShardedAdmin");
        assertThat(Architecture.classesWithSql()).contains("internal.sql.Statements");
    }

    /** It uses the login timeout of the whole process, and it does not see drivers of other class loaders. */
    @Test
    void libraryConnectsThroughADriverOfItsOwn() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(DriverManager.class)
                .check(LIBRARY);
    }

    @Test
    void libraryTalksThroughItsLoggerAlone() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(LIBRARY);
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(LIBRARY);
        noClasses()
                .should()
                .accessClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..")
                .check(LIBRARY);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(Architecture.packages())
                .contains(LIBRARY.get(KvStore.class).getPackage())
                .filteredOn(known -> !known.isAnnotatedWith(NullMarked.class))
                .isEmpty();
    }
}
