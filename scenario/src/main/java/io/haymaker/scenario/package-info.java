/**
 * The scenario document: a Markdown file that tells a company story and holds the requests and
 * shell blocks of three phases. This package reads one ({@link
 * io.haymaker.scenario.ScenarioParser}), models it ({@link io.haymaker.scenario.ScenarioDocument})
 * and says what is wrong with it ({@link io.haymaker.scenario.ScenarioLinter}). The control plane
 * uses it to select, the agent to execute; neither executes anything here.
 */
@NullMarked
package io.haymaker.scenario;

import org.jspecify.annotations.NullMarked;
