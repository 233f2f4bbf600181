/**
 * How long to wait before asking again, and who does the asking. Time and chance are injected, so
 * that tests never wait.
 */
@NullMarked
package io.haymaker.core.retry;

import org.jspecify.annotations.NullMarked;
