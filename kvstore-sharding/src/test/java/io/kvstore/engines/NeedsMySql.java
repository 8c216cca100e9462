package io.kvstore.engines;

import com.google.common.base.Suppliers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * For tests on MySQL, which need Docker. If MySQL cannot be started, they are skipped, and {@link StackSummary} reports
 * that. In CI ({@code CI=true}) they run anyway, and fail.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsMySql.Condition.class)
public @interface NeedsMySql {

    /** Checks for Docker once. */
    final class Condition implements ExecutionCondition {

        private static final boolean CI = "true".equals(System.getenv("CI"));

        private static final Supplier<Boolean> STARTS = Suppliers.memoize(Condition::starts);

        static boolean runs() {
            return CI || STARTS.get();
        }

        /** Docker may be running but have no image, and no registry to pull it from. */
        private static boolean starts() {
            try {
                return DockerClientFactory.instance().isDockerAvailable() && MySqlServer.shared() != null;
            } catch (RuntimeException e) {
                System.out.println("MySQL 9.7 cannot be started: " + e);
                return false;
            }
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return runs()
                    ? ConditionEvaluationResult.enabled("MySQL starts in Docker, or this is CI")
                    : ConditionEvaluationResult.disabled("MySQL does not start in Docker");
        }
    }
}
