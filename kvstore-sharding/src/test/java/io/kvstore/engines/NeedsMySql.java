package io.kvstore.engines;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * For tests on MySQL, which needs Docker. Where Docker does not answer they are left out, which {@link StackSummary}
 * says loudly; in CI ({@code CI=true}) they run all the same, and fail.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsMySql.Condition.class)
public @interface NeedsMySql {

    /** Looks for Docker, once. */
    final class Condition implements ExecutionCondition {

        private static final boolean CI = "true".equals(System.getenv("CI"));

        static boolean runs() {
            return CI || DockerClientFactory.instance().isDockerAvailable();
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return runs()
                    ? ConditionEvaluationResult.enabled("Docker answers, or this is CI")
                    : ConditionEvaluationResult.disabled("Docker does not answer");
        }
    }
}
