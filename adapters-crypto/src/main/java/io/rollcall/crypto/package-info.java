/** Password hashes (Argon2id), secrets at rest (AES-GCM), tokens and their digests. */
@NullMarked
package io.rollcall.crypto;

import org.jspecify.annotations.NullMarked;
