package larmor.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32C;
import larmor.numeric.Sha256;

/**
 * What the fuzz tests have in common. Each gives a reader the bytes that Jazzer made: it must
 * return a result or throw one sentence, and nothing else, neither an error of memory or of the
 * stack nor an exception of a library. In an ordinary run of the tests the bytes are those of the
 * files in the folder of resources named after the class; {@code ./mvnw -Pfuzz} makes more.
 */
final class Fuzz {
  private static final Path FOLDER = made();

  private Fuzz() {}

  /** The folder of the files that are read. */
  static Path folder() {
    return FOLDER;
  }

  private static Path made() {
    try {
      Path folder = Files.createTempDirectory("larmor-fuzz");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a file of any kind. */
  interface Reading {
    Object of(Path file) throws IOException;
  }

  /** Writes the bytes to a file and reads it with each reader. */
  static void read(byte[] bytes, String name, Reading... readings) throws IOException {
    Path file = FOLDER.resolve(name);
    file.toFile().deleteOnExit();
    Files.write(file, bytes);
    for (Reading reading : readings) {
      Throwable thrown = Faults.thrownBy(() -> reading.of(file));
      if (thrown != null) {
        Faults.assertSentence(thrown, new String(bytes, StandardCharsets.ISO_8859_1));
      }
    }
  }

  /** Bytes with the CRC-32C of what is before at their end, as a checkpoint has it. */
  static byte[] withCrc(byte[] bytes) {
    byte[] repaired = bytes.clone();
    if (bytes.length >= Long.BYTES) {
      CRC32C crc = new CRC32C();
      crc.update(repaired, 0, bytes.length - Long.BYTES);
      ByteBuffer.wrap(repaired).putLong(bytes.length - Long.BYTES, crc.getValue());
    }
    return repaired;
  }

  /** Bytes filled up to the file of a cube of four points a side, with the SHA-256 of its parts. */
  static byte[] withSplineSum(byte[] bytes) {
    int header = 4096;
    int sums = header + 4 * 4 * 4 * 21;
    byte[] repaired = Arrays.copyOf(bytes, sums + 5 * 32);
    MessageDigest all = Sha256.digest();
    all.update(repaired, 0, header);
    for (int i = 0; i < 4; i++) {
      MessageDigest plane = Sha256.digest();
      plane.update(repaired, header + 336 * i, 336);
      byte[] sum = plane.digest();
      System.arraycopy(sum, 0, repaired, sums + 32 * i, 32);
      all.update(sum);
    }
    System.arraycopy(all.digest(), 0, repaired, sums + 4 * 32, 32);
    return repaired;
  }

  /**
   * Bytes filled up to whole blocks, the sum of whose words is that of a FITS file with CHECKSUM.
   */
  static byte[] withFitsSum(byte[] bytes) {
    int blocks = Math.max(1, (bytes.length + FitsBytes.BLOCK - 1) / FitsBytes.BLOCK);
    byte[] repaired = Arrays.copyOf(bytes, blocks * FitsBytes.BLOCK);
    int last = repaired.length - Integer.BYTES;
    ByteBuffer words = ByteBuffer.wrap(repaired).putInt(last, 0);
    long sum = 0;
    for (int at = 0; at < last; at += Integer.BYTES) {
      sum += Integer.toUnsignedLong(words.getInt(at));
    }
    sum = (sum & 0xFFFFFFFFL) + (sum >>> 32);
    sum = (sum & 0xFFFFFFFFL) + (sum >>> 32);
    words.putInt(last, (int) (0xFFFFFFFFL - sum));
    return repaired;
  }
}
