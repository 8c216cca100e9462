package io.kvstore.examples.demo;

/** A step of the demo. */
interface Step {

    String title();

    /**
     * Runs the step and checks its claims.
     *
     * @param stage the store and the narrator
     * @throws BrokenClaimException if a claim is false
     * @throws Exception if something fails
     */
    void run(Stage stage) throws Exception;
}
