/** The one shell that all bash blocks of a document share. */
@NullMarked
package io.haymaker.agent.shell;

import org.jspecify.annotations.NullMarked;
