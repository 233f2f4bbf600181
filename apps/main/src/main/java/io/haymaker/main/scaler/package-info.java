/**
 * {@code haymaker scaler}: one pass of the queue scalers, or what a pass would do, for people, cron
 * and tests.
 */
@NullMarked
package io.haymaker.main.scaler;

import org.jspecify.annotations.NullMarked;
