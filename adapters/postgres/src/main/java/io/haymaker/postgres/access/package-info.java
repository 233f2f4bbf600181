/** The keys of the HTTP API. */
@NullMarked
package io.haymaker.postgres.access;

import org.jspecify.annotations.NullMarked;
