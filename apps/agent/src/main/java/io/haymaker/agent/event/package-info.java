/** What the agent tells the control plane, and the outbox that delivers it. */
@NullMarked
package io.haymaker.agent.event;

import org.jspecify.annotations.NullMarked;
