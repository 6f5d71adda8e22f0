/**
 * Real stores for development and tests: embedded by default, in containers on request, or named by the environment.
 *
 * <p>No class of the test sources is annotated as a configuration: the service scans this package too, and only what a
 * test or {@code spring-boot:test-run} imports should count.
 */
package io.fluxmart.backends;
