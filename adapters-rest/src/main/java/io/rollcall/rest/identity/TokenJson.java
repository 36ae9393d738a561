package io.rollcall.rest.identity;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A new legacy key. */
@Schema(name = "ResetToken")
record TokenJson(String token) {}
