/** Real stores for development and tests: embedded by default, in containers on request, or named by the environment. */
package io.fluxmart.backends;
