package io.kvstore.examples.bench;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option for the network. */
final class NetworkOptions {

    @Option(
            names = "--round-trip",
            paramLabel = "TIME",
            converter = Converter.class,
            description = "Put a proxy in front of every server, for the store and all baselines. It delays each"
                    + " direction by half of this time, such as 0.5ms. The report has the measured round-trip time; on"
                    + " Linux it was 139 µs longer.")
    private @Nullable Duration roundTrip;

    /** The added round-trip time. Empty means that none is added. */
    Optional<Duration> roundTrip() {
        return Optional.ofNullable(roundTrip);
    }

    private static final class Converter implements ITypeConverter<Duration> {

        private static final Pattern FORM = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(us|ms)");
        private static final BigDecimal NANOS_PER_MICRO = BigDecimal.valueOf(1_000);
        private static final BigDecimal NANOS_PER_MILLI = BigDecimal.valueOf(1_000_000);
        private static final Duration MAX = Duration.ofSeconds(1);

        @Override
        public Duration convert(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new TypeConversionException("'" + text + "' is not a round-trip time: write 0.5ms or 500us");
            }
            BigDecimal nanos = new BigDecimal(form.group(1))
                    .multiply(form.group(2).equals("us") ? NANOS_PER_MICRO : NANOS_PER_MILLI);
            Duration roundTrip = Duration.ofNanos(nanos.longValue());
            if (roundTrip.isZero() || roundTrip.compareTo(MAX) > 0) {
                throw new TypeConversionException(
                        "'" + text + "' is out of range: it must be above 0ms and at most 1000ms");
            }
            return roundTrip;
        }
    }
}
