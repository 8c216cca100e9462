package io.kvstore.adapter.bucket4j;

import io.github.bucket4j.distributed.remote.CommandResult;
import io.github.bucket4j.distributed.remote.MultiResult;
import io.github.bucket4j.distributed.remote.MutableBucketEntry;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.distributed.remote.RemoteCommand;
import io.github.bucket4j.distributed.remote.commands.CheckConfigurationVersionAndExecuteCommand;
import io.github.bucket4j.distributed.remote.commands.ConsumeAsMuchAsPossibleCommand;
import io.github.bucket4j.distributed.remote.commands.CreateInitialStateAndExecuteCommand;
import io.github.bucket4j.distributed.remote.commands.CreateInitialStateWithVersionOrReplaceConfigurationAndExecuteCommand;
import io.github.bucket4j.distributed.remote.commands.EstimateAbilityToConsumeCommand;
import io.github.bucket4j.distributed.remote.commands.MultiCommand;
import io.github.bucket4j.distributed.remote.commands.ReserveAndCalculateTimeToSleepCommand;
import io.github.bucket4j.distributed.remote.commands.TryConsumeAndReturnRemainingTokensCommand;
import io.github.bucket4j.distributed.remote.commands.TryConsumeCommand;
import io.github.bucket4j.distributed.remote.commands.VerboseCommand;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers commands in place of a store that fails, by a full or an empty bucket in memory. Bucket4j makes a bucket of the
 * configuration in the command. If there is none, the answer is that the bucket needs a configuration, and Bucket4j asks
 * again with it. Thread-safe.
 */
final class Answers {

    private final boolean full;

    /** Of full buckets, or of empty ones. */
    Answers(boolean full) {
        this.full = full;
    }

    /** Throws the error if the command is not one that asks for tokens. */
    <T> CommandResult<T> to(RemoteCommand<T> command, long nanos, RuntimeException error) {
        if (command instanceof MultiCommand several) {
            @SuppressWarnings("unchecked") // T is the type of its result
            CommandResult<T> results = (CommandResult<T>) ofEach(several, nanos, error);
            return results;
        }
        RemoteCommand<?> question = unwrap(command);
        if (!isAnswered(question)) {
            throw error;
        }
        MutableBucketEntry bucket = full
                ? new MutableBucketEntry((RemoteBucketState) null)
                : new EmptyBucket(question instanceof ReserveAndCalculateTimeToSleepCommand);
        CommandResult<T> result = command.execute(bucket, nanos);
        return result.isBucketNotFound() ? CommandResult.configurationNeedToBeReplaced() : result;
    }

    private CommandResult<MultiResult> ofEach(MultiCommand several, long nanos, RuntimeException error) {
        List<CommandResult<?>> results = new ArrayList<>();
        for (RemoteCommand<?> command : several.getCommands()) {
            results.add(to(command, nanos, error));
        }
        return CommandResult.success(new MultiResult(results), MultiResult.SERIALIZATION_HANDLE);
    }

    private boolean isAnswered(RemoteCommand<?> question) {
        if (question instanceof ReserveAndCalculateTimeToSleepCommand reserve) {
            return full || reserve.getWaitIfBusyNanosLimit() < Long.MAX_VALUE;
        }
        return question instanceof TryConsumeCommand
                || question instanceof TryConsumeAndReturnRemainingTokensCommand
                || question instanceof ConsumeAsMuchAsPossibleCommand
                || question instanceof EstimateAbilityToConsumeCommand;
    }

    private static RemoteCommand<?> unwrap(RemoteCommand<?> command) {
        if (command instanceof CreateInitialStateAndExecuteCommand<?> wrapper) {
            return unwrap(wrapper.getTargetCommand());
        }
        if (command instanceof CreateInitialStateWithVersionOrReplaceConfigurationAndExecuteCommand<?> wrapper) {
            return unwrap(wrapper.getTargetCommand());
        }
        if (command instanceof CheckConfigurationVersionAndExecuteCommand<?> wrapper) {
            return unwrap(wrapper.getTargetCommand());
        }
        if (command instanceof VerboseCommand<?> wrapper) {
            return unwrap(wrapper.getTargetCommand());
        }
        return command;
    }

    /** The state that a command creates loses its tokens. */
    private static final class EmptyBucket extends MutableBucketEntry {

        private final boolean forever;

        /** Forever: no wait is long enough for its next token. */
        EmptyBucket(boolean forever) {
            super((RemoteBucketState) null);
            this.forever = forever;
        }

        @Override
        public void set(RemoteBucketState state) {
            if (!exists()) {
                state.consume(state.getAvailableTokens());
                state.consume(forever ? Long.MAX_VALUE : 0);
            }
            super.set(state);
        }
    }
}
