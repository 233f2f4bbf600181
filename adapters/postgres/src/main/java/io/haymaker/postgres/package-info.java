/**
 * The one store: a PostgreSQL database, its tables and the work queue in it. {@link
 * io.haymaker.postgres.PostgresStore} opens it; the packages beside it hold one feature each.
 */
@NullMarked
package io.haymaker.postgres;

import org.jspecify.annotations.NullMarked;
