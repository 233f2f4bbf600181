/**
 * What the agent is told by its environment: read once, checked as a whole, then passed on as typed
 * settings. Nothing else in the agent looks at environment variables.
 */
@NullMarked
package io.haymaker.agent.environment;

import org.jspecify.annotations.NullMarked;
