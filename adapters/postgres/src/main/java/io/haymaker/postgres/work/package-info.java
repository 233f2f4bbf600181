/** The durable queue of runs to look at, and the workers that look. */
@NullMarked
package io.haymaker.postgres.work;

import org.jspecify.annotations.NullMarked;
