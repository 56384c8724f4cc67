package io.contextdb.server.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key that is known, without its secret: {@code cdb_<id>_<secret>} is shown once, when it is made, and only the
 * SHA-256 of the secret is kept. The secret has 256 random bits, so that nothing slower is needed against guessing.
 *
 * @param id the part of the key that tells which it is
 * @param name whose it is
 * @param hash the SHA-256 of the secret, in hexadecimal
 * @param roles what it allows, by database
 * @param created when it was made
 */
public record ApiKey(String id, String name, String hash, Map<String, Role> roles, Instant created) {
    private static final String PREFIX = "cdb_";
    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 32;
    private static final int LENGTH_MAX = 128;

    /** Copies the roles. */
    public ApiKey {
        roles = Map.copyOf(roles);
    }

    /** A new key, and the text of it that nobody can find out again. */
    public record Made(ApiKey key, String text) {}

    /** Makes a key. */
    public static Made make(String name, Map<String, Role> roles, Instant now) {
        SecureRandom random = new SecureRandom();
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        String idText = HexFormat.of().formatHex(id);
        String secretText = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Arrays.fill(secret, (byte) 0);
        return new Made(new ApiKey(idText, name, hash(secretText), roles, now), PREFIX + idText + "_" + secretText);
    }

    /** Whether a text looks like a key rather than another kind of token. */
    static boolean looksLikeOne(String text) {
        return text.startsWith(PREFIX) && text.length() <= LENGTH_MAX;
    }

    /** The id in the text of a key; null when there is none. */
    static @Nullable String idOf(String text) {
        int end = text.indexOf('_', PREFIX.length());
        return end < 0 ? null : text.substring(PREFIX.length(), end);
    }

    /** Whether a text is this key. Takes the same time whether it is or not. */
    boolean is(String text) {
        String secret = text.substring(text.indexOf('_', PREFIX.length()) + 1);
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII), hash(secret).getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(String secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Whoever has the key. */
    Principal principal() {
        return new Principal(name, roles);
    }
}
