package io.kvstore.examples.http;

import java.io.Serial;

/** Ends a request with a {@link Problem}. Has no stack trace, because it is an answer and not a bug. */
final class ProblemException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    static ProblemException badRequest(String detail) {
        return new ProblemException(Problem.badRequest(detail));
    }

    static ProblemException absent() {
        return new ProblemException(Problem.notFound("the key does not exist or has expired"));
    }

    Problem problem() {
        return problem;
    }
}
