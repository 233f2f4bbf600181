/** The queue scalers over HTTP: how they do, what waits and why, and what people want of them. */
@NullMarked
package io.haymaker.server.scaler;

import org.jspecify.annotations.NullMarked;
