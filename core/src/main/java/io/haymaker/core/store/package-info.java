/** The one transaction that state, journal and the next piece of work share. */
@NullMarked
package io.haymaker.core.store;

import org.jspecify.annotations.NullMarked;
