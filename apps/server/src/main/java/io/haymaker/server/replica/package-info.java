/** Managed containers over HTTP: asked for, looked at, listened to. */
@NullMarked
package io.haymaker.server.replica;

import org.jspecify.annotations.NullMarked;
