/** Tests of Logs Ingestion. */
@NullMarked
package io.haymaker.emulator.ingestion;

import org.jspecify.annotations.NullMarked;
