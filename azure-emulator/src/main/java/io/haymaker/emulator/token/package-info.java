/**
 * Sign-in: the token endpoint, signed access tokens, the directory that knows who may have one, and
 * the check of every caller.
 */
@NullMarked
package io.haymaker.emulator.token;

import org.jspecify.annotations.NullMarked;
