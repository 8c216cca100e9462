package io.kvstore.engines;

import io.kvstore.contract.KvStoreContract;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints at the end on which engines the contract ran, and which were skipped. */
public final class StackSummary implements TestExecutionListener {

    private final Map<String, AtomicInteger> passed = new ConcurrentHashMap<>();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getJavaClass())
                .filter(KvStoreContract.class::isAssignableFrom)
                .filter(type -> result.getStatus() == TestExecutionResult.Status.SUCCESSFUL)
                .ifPresent(type -> passed.computeIfAbsent(type.getSimpleName(), name -> new AtomicInteger())
                        .incrementAndGet());
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (passed.isEmpty()) {
            return;
        }
        StringBuilder lines = new StringBuilder("\n=== Stacks that passed the contract ===\n");
        new TreeMap<>(passed)
                .forEach((stack, tests) -> lines.append(String.format("  %-28s %3d tests%n", stack, tests.get())));
        if (!NeedsMySql.Condition.runs()) {
            lines.append(
                    "!!! MySQL 9.7 WAS LEFT OUT: it cannot be started in Docker. Start Docker to test on it. !!!\n");
        }
        System.out.println(lines);
    }
}
