package io.kvstore.examples.bench;

import java.util.Map;

/**
 * Everything that a run has to tell.
 *
 * @param plan what was to be done
 * @param setup by whom
 * @param results what came of it
 * @param versions of whatever may matter, by name
 */
record Report(Plan plan, Setup setup, Results results, Map<String, Object> versions) {}
