/** The token buckets that all replicas of an installation share. */
@NullMarked
package io.haymaker.postgres.limit;

import org.jspecify.annotations.NullMarked;
