/** Runs tests on a newer JDK than that of the build, for what an older one has not: virtual threads. */
package io.kvstore.newerjdk;
