/**
 * Azure Container Apps: environments with workload profiles and core quotas; manual jobs whose
 * executions run the program that stands for an image as a child process; apps whose replicas do,
 * and are begun again whenever they end. A child sees exactly the environment that its container
 * names and PATH, nothing of the emulator's own. User-assigned identities are here as far as jobs
 * and apps need them to read secrets.
 */
@NullMarked
package io.haymaker.emulator.containerapps;

import org.jspecify.annotations.NullMarked;
