/** The journal. */
@NullMarked
package io.haymaker.postgres.event;

import org.jspecify.annotations.NullMarked;
