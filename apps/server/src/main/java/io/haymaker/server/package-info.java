/**
 * The HTTP API. It sees the core only; what does the work is handed to it. {@link
 * io.haymaker.server.HttpServer} is the way in.
 */
@NullMarked
package io.haymaker.server;

import org.jspecify.annotations.NullMarked;
