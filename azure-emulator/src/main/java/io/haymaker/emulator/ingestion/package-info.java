/**
 * Logs Ingestion: data collection rules as resources, the endpoint that takes rows for their
 * streams, and the list of what was taken. There are no workspaces behind it: rows are kept as they
 * came, less the columns that the stream does not declare, and queries are refused.
 */
@NullMarked
package io.haymaker.emulator.ingestion;

import org.jspecify.annotations.NullMarked;
