/** The registry of endpoints over HTTP. */
@NullMarked
package io.haymaker.server.endpoint;

import org.jspecify.annotations.NullMarked;
