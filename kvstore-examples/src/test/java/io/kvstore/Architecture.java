package io.kvstore;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The main classes of all modules, with queries that ArchUnit does not offer. */
final class Architecture {

    static final String SHARDING = "io.kvstore.sharding..";

    static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.kvstore");

    static final JavaClasses EXAMPLES = ALL.that(resideInAPackage("io.kvstore.examples.."));
    static final JavaClasses LIBRARY = ALL.that(DescribedPredicate.not(resideInAPackage("io.kvstore.examples..")));

    static final DescribedPredicate<JavaClass> INTERNALS = resideInAPackage("io.kvstore..internal..");
    static final DescribedPredicate<JavaClass> API = resideInAnyPackage(
            "io.kvstore",
            "io.kvstore.adapter..",
            "io.kvstore.config",
            "io.kvstore.spi",
            "io.kvstore.metrics",
            "io.kvstore.observation",
            "io.kvstore.sharding");

    private static final Pattern SQL = Pattern.compile(
            "(SELECT \\S|INSERT (IGNORE )?INTO |UPDATE \\S+ SET |DELETE FROM |(CREATE|DROP|ALTER) TABLE )");

    private Architecture() {}

    /** The dependencies between classes of the library, by the names of their outermost classes. */
    static Set<String> arrows(DescribedPredicate<JavaClass> from, DescribedPredicate<JavaClass> to) {
        return LIBRARY.that(from).stream()
                .flatMap(origin -> origin.getDirectDependenciesFromSelf().stream())
                .filter(arrow -> to.test(arrow.getTargetClass().getBaseComponentType()))
                .map(arrow -> name(arrow.getOriginClass()) + " -> "
                        + name(arrow.getTargetClass().getBaseComponentType()))
                .collect(toSet());
    }

    /**
     * All types in the signatures of public classes: supertypes, and the types of fields, parameters, results and
     * exceptions.
     */
    static Set<JavaClass> typesInSignatures(DescribedPredicate<JavaClass> of) {
        return LIBRARY.that(of).stream()
                .filter(type -> visible(type.getModifiers()))
                .flatMap(type -> Stream.concat(
                        Stream.concat(type.getInterfaces().stream(), type.getSuperclass().stream())
                                .flatMap(Architecture::involved),
                        type.getMembers().stream()
                                .filter(member -> visible(member.getModifiers()))
                                .flatMap(Architecture::involved)))
                .collect(toSet());
    }

    private static boolean visible(Set<?> modifiers) {
        return modifiers.contains(PUBLIC) || modifiers.contains(PROTECTED);
    }

    private static Stream<JavaClass> involved(JavaMember member) {
        return member.getAllInvolvedRawTypes().stream();
    }

    private static Stream<JavaClass> involved(JavaType type) {
        return type.getAllInvolvedRawTypes().stream();
    }

    /** The classes of the library with a string that looks like SQL. */
    static Set<String> classesWithSql() {
        return LIBRARY.stream()
                .filter(type -> SQL.matcher(bytes(type)).find())
                .map(Architecture::name)
                .collect(toSet());
    }

    private static String bytes(JavaClass type) {
        try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            return new String(in.readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The packages with classes. */
    static Set<JavaPackage> packages() {
        return ALL.stream().map(JavaClass::getPackage).collect(toSet());
    }

    private static String name(JavaClass type) {
        return type.getName().replaceFirst("^io\\.kvstore\\.", "").replaceFirst("\\$.*", "");
    }
}
