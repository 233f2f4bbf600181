/** What happened to containers. */
@NullMarked
package io.haymaker.postgres.watch;

import org.jspecify.annotations.NullMarked;
