package io.kvstore.examples.bench;

import java.util.Map;
import java.util.Optional;

/**
 * Everything that a run has to tell.
 *
 * @param plan what was to be done
 * @param setup by whom
 * @param results what came of it
 * @param roundTrip of the network in between, if there was one
 * @param versions of whatever may matter, by name
 */
record Report(Plan plan, Setup setup, Results results, Optional<RoundTrip> roundTrip, Map<String, Object> versions) {}
