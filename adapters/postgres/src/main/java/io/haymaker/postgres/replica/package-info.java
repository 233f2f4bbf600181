/** What is wanted of managed containers, and what is remembered of them. */
@NullMarked
package io.haymaker.postgres.replica;

import org.jspecify.annotations.NullMarked;
