package io.rollcall.rest.identity;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The legacy key, in the field where the published API has it. */
@Schema(name = "Token")
record TokenDetailJson(String detail) {}
