/**
 * Containers of the runtime port on a Docker engine. Ownership is a label, secrets are files in
 * memory, and every container starts with the rights that {@link io.haymaker.docker.runtime.Rights}
 * leave it.
 */
@NullMarked
package io.haymaker.docker.runtime;

import org.jspecify.annotations.NullMarked;
