/** What goes over the wire: reading bodies, answering with errors. */
@NullMarked
package io.haymaker.server.wire;

import org.jspecify.annotations.NullMarked;
