package io.kvstore;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A codec of Java serialization that reads only classes which are allowed. It is the default of the adapters for Spring Session and
 * Spring Cache, as Java serialization is the default there.
 *
 * <p>Always allowed are primitives, the classes of {@code java.lang}, {@code java.math}, {@code java.time}, {@code java.util} and
 * {@code java.util.concurrent}, and arrays of allowed classes. A filter of the whole JVM
 * ({@code jdk.serialFilter}) applies too. Writing is not restricted.
 *
 * <p><b>Errors.</b> {@link #encode} throws {@link IllegalArgumentException} if an object is not serializable. {@link #decode}
 * throws it if the bytes name a class that is not allowed, is missing or has changed, or if they are no serialized object. The
 * message names the class.
 *
 * <p>An application that becomes a native image registers its own classes for serialization.
 *
 * <p>Classes are loaded with the context class loader of the thread that made the codec. Thread-safe.
 */
public final class JavaCodec implements Codec<Object> {

    private static final List<String> JDK =
            List.of("java.lang.*", "java.math.*", "java.time.**", "java.util.*", "java.util.concurrent.**");

    private static final Pattern PACKAGE = Pattern.compile("[\\p{Alpha}_$][\\w$]*(\\.[\\p{Alpha}_$][\\w$]*)*");

    private final ObjectInputFilter allowed;
    private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

    private JavaCodec(ObjectInputFilter allowed) {
        ObjectInputFilter ofTheJvm = ObjectInputFilter.Config.getSerialFilter();
        this.allowed = ofTheJvm == null ? allowed : ObjectInputFilter.merge(allowed, ofTheJvm);
    }

    /**
     * Allows packages besides those of the JDK that are always allowed.
     *
     * @param packages names such as {@code com.example.shop}; classes of their subpackages are allowed too
     * @return the codec
     * @throws IllegalArgumentException if one is not the name of a package
     */
    public static JavaCodec allowing(String... packages) {
        StringBuilder patterns = new StringBuilder(String.join(";", JDK));
        for (String name : packages) {
            if (!PACKAGE.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name
                        + "' is not the name of a package: write it as com.example, without wildcards; for patterns, use"
                        + " JavaCodec.filtered");
            }
            patterns.append(';').append(name).append(".**");
        }
        return new JavaCodec(ObjectInputFilter.Config.createFilter(patterns + ";!*"));
    }

    /**
     * Allows what a filter allows, and nothing besides.
     *
     * @param filter must be thread-safe; what it leaves undecided is allowed
     * @return the codec
     */
    public static JavaCodec filtered(ObjectInputFilter filter) {
        return new JavaCodec(requireNonNull(filter, "filter"));
    }

    @Override
    public byte[] encode(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(requireNonNull(value, "value"));
        } catch (NotSerializableException e) {
            throw new IllegalArgumentException(
                    "an object of " + value.getClass().getName() + " cannot be serialized, since " + e.getMessage()
                            + " does not implement java.io.Serializable: implement it, or set another codec",
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "an object of " + value.getClass().getName() + " cannot be serialized: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    @Override
    public Object decode(byte[] bytes) {
        Allowed filter = new Allowed(allowed, bytes.length);
        try (LoaderObjectInputStream in = new LoaderObjectInputStream(new ByteArrayInputStream(bytes), loader)) {
            in.setObjectInputFilter(filter);
            return in.readObject();
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalArgumentException(
                    "a serialized object has a class that is missing here: " + e.getMessage()
                            + "; add it, or delete the object",
                    e);
        } catch (InvalidClassException e) {
            throw new IllegalArgumentException(
                    filter.refused == null
                            ? "a serialized object has a class that has changed: " + e.getMessage()
                                    + "; keep its serialVersionUID and its fields' types, or delete the object"
                            : "a serialized object has a class that may not be read: " + filter.refused
                                    + "; allow its package with JavaCodec.allowing, or delete the object",
                    e);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "the value (" + bytes.length + " bytes) is no serialized object that can be read: " + e, e);
        }
    }

    /** Remembers what was refused. It also bounds arrays, whose length bytes may claim that they do not have. */
    private static final class Allowed implements ObjectInputFilter {

        private final ObjectInputFilter allowed;
        private final long maxArray;
        private @Nullable String refused;

        Allowed(ObjectInputFilter allowed, int bytes) {
            this.allowed = allowed;
            maxArray = 64 + 16L * bytes; // a hash table is larger than what it has
        }

        @Override
        public Status checkInput(FilterInfo info) {
            Status status = info.arrayLength() > maxArray ? Status.REJECTED : allowed.checkInput(info);
            Class<?> type = info.serialClass();
            if (status == Status.REJECTED && refused == null) {
                refused = type == null ? "one beyond a limit of the filter" : type.getTypeName();
            }
            return status;
        }
    }
}
