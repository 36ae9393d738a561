package io.rollcall.application.port;

/**
 * Told in the transaction that writes a letter: whoever observes its success knows that there is
 * one to carry.
 */
public record LetterWritten() {}
