/** The auditor's eyes on an engine: no query here is shared with the runtime that cleans up. */
@NullMarked
package io.haymaker.docker.audit;

import org.jspecify.annotations.NullMarked;
