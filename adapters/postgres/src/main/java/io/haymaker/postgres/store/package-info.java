/**
 * What the stores share: the transaction of the present thread, how JSON is written, and which text
 * a database can hold.
 */
@NullMarked
package io.haymaker.postgres.store;

import org.jspecify.annotations.NullMarked;
