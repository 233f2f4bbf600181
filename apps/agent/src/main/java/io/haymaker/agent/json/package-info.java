/**
 * JSON as a small immutable tree, read and written with a streaming parser: the agent needs nothing
 * more and has no room for more.
 */
@NullMarked
package io.haymaker.agent.json;

import org.jspecify.annotations.NullMarked;
