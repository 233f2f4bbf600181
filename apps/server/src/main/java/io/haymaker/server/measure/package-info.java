/** Numbers about our own work, as metrics. */
@NullMarked
package io.haymaker.server.measure;

import org.jspecify.annotations.NullMarked;
