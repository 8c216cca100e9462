/** Output for people, shared by the commands: tables, bars, colours, progress. */
@NullMarked
package io.kvstore.examples.console;

import org.jspecify.annotations.NullMarked;
