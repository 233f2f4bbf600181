/**
 * Staying below what a service lets one caller ask: token buckets that all runs and replicas of an
 * installation share. {@link TokenBucket} is the arithmetic, {@link TokenBank} where the buckets
 * are kept, {@link Limiter} what callers wait at.
 */
@NullMarked
package io.haymaker.core.limit;

import org.jspecify.annotations.NullMarked;
