/** Runs tests that need a newer JDK than the build has, because of virtual threads. */
package io.kvstore.newerjdk;
