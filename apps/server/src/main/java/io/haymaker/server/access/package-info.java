/** Who may call: every request but those for health carries a key. */
@NullMarked
package io.haymaker.server.access;

import org.jspecify.annotations.NullMarked;
