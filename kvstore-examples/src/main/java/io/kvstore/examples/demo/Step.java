package io.kvstore.examples.demo;

/** One chapter of the demo. */
interface Step {

    String title();

    /**
     * Does what the chapter is about, and checks what it says.
     *
     * @param stage the store and who tells of it
     * @throws BrokenClaimException if something that the demo says does not hold
     * @throws Exception if something fails
     */
    void run(Stage stage) throws Exception;
}
