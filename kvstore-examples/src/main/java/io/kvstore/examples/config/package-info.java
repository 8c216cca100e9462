/** The config file that the command line, the server and the benchmark read. */
@NullMarked
package io.kvstore.examples.config;

import org.jspecify.annotations.NullMarked;
