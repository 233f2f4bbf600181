/** {@code haymaker up}: the control plane as a server, until somebody stops it. */
@NullMarked
package io.haymaker.main.up;

import org.jspecify.annotations.NullMarked;
