/** What the adapters share. Not exported: each adapter is a package below this one. */
@NullMarked
package io.kvstore.adapter;

import org.jspecify.annotations.NullMarked;
