/** The ledger. */
@NullMarked
package io.haymaker.postgres.resource;

import org.jspecify.annotations.NullMarked;
