package io.rollcall.application.port;

import io.rollcall.application.port.OrganizationRepository.Acting;

/**
 * What somebody asks for, read in the same round trip as what they stand for.
 *
 * @param reader who asks; what was found is for them only once this allows it
 */
public record Seen<T>(Acting reader, T found) {}
