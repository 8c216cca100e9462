package io.kvstore.examples.bench;

import java.util.Map;
import java.util.Optional;

/**
 * The report of a run.
 *
 * @param plan what was planned
 * @param setup the contenders and the servers
 * @param results the measurements
 * @param roundTrip the added delay of the network; empty if none was added
 * @param versions versions of software and hardware, by name
 */
record Report(Plan plan, Setup setup, Results results, Optional<RoundTrip> roundTrip, Map<String, Object> versions) {}
