/**
 * The emulator's own certificate authority, kept in the data folder, and the server certificate
 * that it signs at every start.
 */
@NullMarked
package io.haymaker.emulator.tls;

import org.jspecify.annotations.NullMarked;
