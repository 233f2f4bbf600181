/** The registered endpoints. */
@NullMarked
package io.haymaker.postgres.endpoint;

import org.jspecify.annotations.NullMarked;
