/**
 * Histories: what concurrent callers asked of a store and what they saw, and whether one register per key, called by
 * one caller at a time, could have answered so.
 */
@NullMarked
package io.kvstore.history;

import org.jspecify.annotations.NullMarked;
