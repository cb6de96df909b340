package larmor.numeric;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes SHA-256 hashes, which identify fields, launch directions and runs. */
public final class Sha256 {
  private Sha256() {}

  /**
   * Returns a new digest, to which data can be added piece by piece.
   *
   * @return the digest
   */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /**
   * Returns the first 128 bits of the hash of some bytes.
   *
   * @param bytes the bytes of the content. Not modified.
   * @return 32 hexadecimal digits
   */
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes), 0, 16);
  }

  /**
   * Returns the first 128 bits of the hash of a text in UTF-8.
   *
   * @param text any text
   * @return 32 hexadecimal digits
   */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }
}
