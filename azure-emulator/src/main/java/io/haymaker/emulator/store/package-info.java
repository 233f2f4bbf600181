/**
 * Durable state: JSON documents by kind and key, each change in a log on disk before anyone is
 * answered.
 */
@NullMarked
package io.haymaker.emulator.store;

import org.jspecify.annotations.NullMarked;
