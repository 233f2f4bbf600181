/**
 * Azure Resource Graph: a small, strict subset of its query language over a view of the store that
 * lags behind it, as the real inventory does. A query is lexed, parsed to sealed types, bound
 * against the columns that exist and then run over rows; what the subset does not hold is refused
 * with its name and position, never ignored, because an ignored filter would turn "nothing left"
 * into a lie.
 */
@NullMarked
package io.haymaker.emulator.resourcegraph;

import org.jspecify.annotations.NullMarked;
