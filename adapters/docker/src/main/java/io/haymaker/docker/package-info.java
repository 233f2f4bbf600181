/** The door to a Docker engine: one client for all that is done with it, by docker-java. */
@NullMarked
package io.haymaker.docker;

import org.jspecify.annotations.NullMarked;
