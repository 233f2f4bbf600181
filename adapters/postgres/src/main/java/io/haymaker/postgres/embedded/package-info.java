/** A PostgreSQL server of our own, under a folder, for those who bring none. */
@NullMarked
package io.haymaker.postgres.embedded;

import org.jspecify.annotations.NullMarked;
