/** The sockets of Connector/J. Not API. */
@NullMarked
package io.kvstore.internal.socket;

import org.jspecify.annotations.NullMarked;
