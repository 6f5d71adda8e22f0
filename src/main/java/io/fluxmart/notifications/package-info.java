/**
 * Decides who hears which event, and that a stream resumes without gap or duplicate.
 * Its data: none; it reads the event log.
 * Publishes whatever an administrator sends.
 */
@NullMarked
package io.fluxmart.notifications;

import org.jspecify.annotations.NullMarked;
