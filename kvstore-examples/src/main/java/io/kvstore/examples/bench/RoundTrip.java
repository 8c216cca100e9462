package io.kvstore.examples.bench;

/**
 * A round trip that was asked for, and what became of it, in µs.
 *
 * @param asked what an answer was to take at least
 * @param near the median time of the shortest statement without a proxy, nothing else going on
 * @param far the same through the proxy
 * @param heldMedian how long the run's bytes were held back in one direction, in the middle
 * @param heldP99 the same of the most delayed hundredth
 */
record RoundTrip(double asked, double near, double far, double heldMedian, double heldP99) {}
