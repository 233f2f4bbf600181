/** The checks before a run whose agents are containers of a Docker engine. They make nothing. */
@NullMarked
package io.haymaker.docker.validation;

import org.jspecify.annotations.NullMarked;
