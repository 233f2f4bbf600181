/** Who may call the HTTP API: keys, known only by their hashes, and the roles that they carry. */
@NullMarked
package io.haymaker.core.access;

import org.jspecify.annotations.NullMarked;
