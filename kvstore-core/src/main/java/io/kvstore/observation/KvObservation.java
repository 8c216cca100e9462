package io.kvstore.observation;

import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The observations of a store. No key and no value of a store is ever in them. */
@SuppressWarnings("exports") // Micrometer is optional, and a module that uses this class requires it itself
public enum KvObservation implements ObservationDocumentation {

    /**
     * One call, such as a {@code get}, or one batch, from when it is made until its result is there. A call whose arguments
     * are refused is not observed.
     */
    CALL {

        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return CallConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return new KeyName[] {
                LowCardinalityKeyNames.OPERATION,
                LowCardinalityKeyNames.SHARD,
                LowCardinalityKeyNames.OUTCOME,
                LowCardinalityKeyNames.ERROR
            };
        }
    },

    /** One statement on one shard, with its retries and the wait for a connection. */
    STATEMENT {

        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return StatementConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return LowCardinalityKeyNames.values();
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return HighCardinalityKeyNames.values();
        }

        @Override
        public Observation.Event[] getEvents() {
            return Event.values();
        }
    };

    /** The key names with few values. */
    public enum LowCardinalityKeyNames implements KeyName {

        /** What it does: {@code get}, {@code put_all}. */
        OPERATION("operation"),

        /** The name of the shard; {@code none} for a batch. */
        SHARD("shard"),

        /** {@code ok}, {@code not_applied} or {@code unknown}; {@code none} as long as it is running. */
        OUTCOME("outcome"),

        /** The simple name of the exception's class; {@code none} if it has not failed. */
        ERROR("error"),

        /** The kind of database, as OpenTelemetry names it: {@code mysql}, also for MariaDB, or {@code h2database}. */
        DATABASE("db.system.name");

        private final String key;

        LowCardinalityKeyNames(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }

        static KeyValues of(KvContext context) {
            return KeyValues.of(
                    OPERATION.withValue(context.operation().name()),
                    SHARD.withValue(context.shard()),
                    OUTCOME.withValue(context.outcome()),
                    ERROR.withValue(context.error()));
        }
    }

    /** The key names with many values. */
    public enum HighCardinalityKeyNames implements KeyName {

        /** How many calls the statement carries, if it is 2 or more. Each key of a batch is one. */
        SIZE {

            @Override
            public String asString() {
                return "db.operation.batch.size";
            }
        }
    }

    /** What happens to a statement. */
    public enum Event implements Observation.Event {

        /** It is tried again: after a deadlock, or because its connection turned out to be dead. */
        RETRY {

            @Override
            public String getName() {
                return "kvstore.retry";
            }
        }
    }
}
