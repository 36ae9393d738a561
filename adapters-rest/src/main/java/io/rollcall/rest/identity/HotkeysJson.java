package io.rollcall.rest.identity;

import com.fasterxml.jackson.annotation.JsonRawValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * @param customHotkeys a JSON object, as it was sent
 */
@Schema(name = "Hotkeys")
record HotkeysJson(@Schema(implementation = Object.class) @JsonRawValue String customHotkeys) {}
