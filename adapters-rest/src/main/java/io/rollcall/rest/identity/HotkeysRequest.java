package io.rollcall.rest.identity;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Replaces all shortcuts; left out, they stay. */
@Schema(name = "PatchedHotkeysRequest")
record HotkeysRequest(@Nullable Map<String, @Nullable Object> customHotkeys) {}
