/** What the commands share for talking to a person: tables, bars, colours, progress. */
@NullMarked
package io.kvstore.examples.console;

import org.jspecify.annotations.NullMarked;
