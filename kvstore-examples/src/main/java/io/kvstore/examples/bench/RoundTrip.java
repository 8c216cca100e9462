package io.kvstore.examples.bench;

/**
 * An added round-trip time and the delays that really occurred, in µs.
 *
 * @param asked the round-trip time that was requested, a minimum
 * @param near the median time of the shortest statement without a proxy, on idle servers
 * @param far the same through the proxy
 * @param heldMedian the median delay of bytes in one direction, during the run
 * @param heldP99 the 99th percentile of the same
 */
record RoundTrip(double asked, double near, double far, double heldMedian, double heldP99) {}
