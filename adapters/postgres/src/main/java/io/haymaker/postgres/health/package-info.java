/** How containers fared. */
@NullMarked
package io.haymaker.postgres.health;

import org.jspecify.annotations.NullMarked;
