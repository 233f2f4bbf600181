/**
 * Managed containers on a Docker engine: the port {@link io.haymaker.core.engine.ContainerEngine}.
 * Everything is looked at by the engine's list, which takes no lock of a container; the limits that
 * the list does not tell are kept in memory. Only what carries our labels is changed.
 */
@NullMarked
package io.haymaker.docker.engine;

import org.jspecify.annotations.NullMarked;
