/**
 * Cloud resources: their ids, the ledger of those known from the journal, and the ports through
 * which they are listed, read, made and deleted.
 */
@NullMarked
package io.haymaker.core.resource;

import org.jspecify.annotations.NullMarked;
