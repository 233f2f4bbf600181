/** What happened to containers, over HTTP. */
@NullMarked
package io.haymaker.server.watch;

import org.jspecify.annotations.NullMarked;
