package larmor.mhd;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import larmor.numeric.AtomicFile;
import larmor.numeric.FileError;
import larmor.numeric.Quoted;
import larmor.numeric.RegularFile;

/**
 * The file from which a stopped run resumes with the same bits. All values are big-endian, without
 * padding:
 *
 * <pre>
 *   long     the characters LARMMHD2
 *   3 int    nx, ny, nz
 *   double   spacing
 *   UTF      sound speed, Courant number, density floor and driver in words (Java's modified UTF-8)
 *   double   time
 *   long     steps
 *   4 double last step, gain, power, injected energy
 *   double   M_A before the last driving
 *   3 long   cells with first-order fluxes, at the floor, at the floor at half a step
 *   double   mass added
 *   int      number of driving amplitudes (0 without a driver), then as many double
 *   double   density, momentum x, y, z, field x, y, z: seven arrays of nx·ny·nz, x slowest
 *   long     CRC-32C of all bytes before
 * </pre>
 */
final class Checkpoint {
  private static final long MARK = 0x4C41_524D_4D48_4432L;

  /** The number of values that are converted to bytes at a time. */
  private static final int CHUNK = 1 << 13;

  private Checkpoint() {}

  /**
   * Writes a checkpoint, which replaces an earlier one as a whole.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  static void write(Path file, MhdRun run) {
    try {
      AtomicFile.write(file, temporary -> content(temporary, run));
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT,
              "checkpoint %s could not be written (%s): free disk space, or choose another"
                  + " folder",
              file,
              FileError.words(e)),
          e);
    }
  }

  private static void content(Path temporary, MhdRun run) throws IOException {
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
      CheckedOutputStream checked = new CheckedOutputStream(file, new CRC32C());
      DataOutputStream out = new DataOutputStream(checked);
      header(out, run);
      for (double[] a : run.currentState().arrays()) {
        write(out, a);
      }
      out.writeLong(checked.getChecksum().getValue());
      out.flush();
    }
  }

  private static void header(DataOutputStream out, MhdRun run) throws IOException {
    IsothermalMhd scheme = run.scheme();
    MhdState s = run.currentState();
    out.writeLong(MARK);
    out.writeInt(s.nx());
    out.writeInt(s.ny());
    out.writeInt(s.nz());
    out.writeDouble(s.spacing());
    out.writeUTF(physics(scheme));
    out.writeDouble(run.time());
    out.writeLong(run.steps());
    out.writeDouble(run.dt());
    out.writeDouble(run.gain());
    out.writeDouble(run.power());
    out.writeDouble(run.injected());
    out.writeDouble(run.machAlfven());
    out.writeLong(run.repaired());
    out.writeLong(run.floored());
    out.writeLong(run.held());
    out.writeDouble(run.massAdded());
    double[] a = run.forcing() == null ? new double[0] : run.forcing().amplitudes();
    out.writeInt(a.length);
    write(out, a);
  }

  /**
   * Returns, as text, the settings that determine the results of a scheme. Existing checkpoints
   * contain this text, so it must not change.
   */
  static String physics(IsothermalMhd scheme) {
    return String.format(
        Locale.ROOT,
        "sound speed %s, Courant number %s, density floor %s, %s",
        scheme.soundSpeed(),
        scheme.courant(),
        scheme.densityFloor(),
        scheme.driver() == null
            ? "no driver"
            : String.format(
                Locale.ROOT,
                "driver power %s target %s correlation time %s seed %d",
                scheme.driver().power(),
                scheme.driver().target(),
                scheme.driver().correlationTime(),
                scheme.driver().seed()));
  }

  /**
   * Reads a checkpoint.
   *
   * @param scheme scheme with the settings of the run that wrote the checkpoint
   * @throws IllegalArgumentException if the file is not a checkpoint, is damaged, or was written
   *     with other settings
   * @throws IllegalStateException if the heap is too small
   * @throws UncheckedIOException if the file cannot be read
   */
  static MhdRun read(Path file, IsothermalMhd scheme) {
    verify(file);
    try (InputStream raw = Files.newInputStream(file);
        DataInputStream in = new DataInputStream(new BufferedInputStream(raw, 1 << 16))) {
      in.readLong();
      int nx = in.readInt();
      int ny = in.readInt();
      int nz = in.readInt();
      double spacing = in.readDouble();
      String physics = in.readUTF();
      if (!physics.equals(physics(scheme))) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "checkpoint %s was written with %s and not with %s: resume it with the settings it"
                    + " was written with, or choose another folder",
                file,
                Quoted.printable(physics, 160),
                physics(scheme)));
      }
      requireFit(file, nx, ny, nz);
      MhdRun.requireMemory(nx, ny, nz, scheme.workers().threads());
      double time = in.readDouble();
      long steps = in.readLong();
      double dt = in.readDouble();
      double gain = in.readDouble();
      double power = in.readDouble();
      double injected = in.readDouble();
      double mach = in.readDouble();
      long repaired = in.readLong();
      long floored = in.readLong();
      long held = in.readLong();
      double added = in.readDouble();
      int numbers = in.readInt();
      if (numbers < 0 || numbers > Files.size(file) / Double.BYTES) {
        throw damaged(file, "it does not hold " + numbers + " amplitudes of the driver");
      }
      double[] amplitudes = new double[numbers];
      read(in, amplitudes);
      double[][] u = new double[MhdState.VARIABLES][nx * ny * nz];
      for (double[] a : u) {
        read(in, a);
      }
      MhdRun run = new MhdRun(scheme, new MhdState(nx, ny, nz, spacing, u));
      double[] forcing = run.forcing() == null ? new double[0] : run.forcing().amplitudes();
      if (forcing.length != numbers) {
        throw damaged(file, "its driver has " + numbers + " amplitudes and not " + forcing.length);
      }
      System.arraycopy(amplitudes, 0, forcing, 0, numbers);
      run.correction().restore(repaired, floored, held, added);
      run.restore(time, steps, dt, gain, power, injected, mach);
      return run;
    } catch (EOFException | UTFDataFormatException e) {
      throw damaged(file, "it ends too early");
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Refuses a number of cells that the file is too short for. */
  private static void requireFit(Path file, int nx, int ny, int nz) throws IOException {
    double bytes = 8.0 * MhdState.VARIABLES * nx * ny * nz;
    if (nx < 1 || ny < 1 || nz < 1 || bytes > Files.size(file)) {
      throw damaged(
          file, String.format(Locale.ROOT, "it does not hold %d x %d x %d cells", nx, ny, nz));
    }
  }

  private static IllegalArgumentException damaged(Path file, String why) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "checkpoint %s is damaged, %s: use an earlier checkpoint, or delete this one to start"
                + " again",
            file,
            why));
  }

  /** Reads the whole file and verifies its checksum before any of its numbers is used. */
  private static void verify(Path file) {
    try (InputStream raw = Files.newInputStream(RegularFile.require(file, "a checkpoint"))) {
      long length = Files.size(file);
      CheckedInputStream checked = new CheckedInputStream(raw, new CRC32C());
      DataInputStream in = new DataInputStream(checked);
      if (length < 16 || in.readLong() != MARK) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s is not a checkpoint of this solver: give a file that MhdRun.save wrote, or delete it"
                    + " to start again",
                file));
      }
      byte[] block = new byte[1 << 16];
      long left = length - 16;
      while (left > 0) {
        int got = in.read(block, 0, (int) Math.min(left, block.length));
        if (got < 0) {
          throw new EOFException("file ends early");
        }
        left -= got;
      }
      long sum = checked.getChecksum().getValue();
      if (in.readLong() != sum) {
        throw damaged(file, "its checksum does not match");
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static UncheckedIOException unreadable(Path file, IOException e) {
    return new UncheckedIOException(
        String.format(
            Locale.ROOT,
            "checkpoint %s could not be read (%s): check that the file exists",
            file,
            FileError.words(e)),
        e);
  }

  private static void write(OutputStream out, double[] a) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(8 * CHUNK);
    for (int from = 0; from < a.length; from += CHUNK) {
      int n = Math.min(CHUNK, a.length - from);
      block.clear();
      block.asDoubleBuffer().put(a, from, n);
      out.write(block.array(), 0, 8 * n);
    }
  }

  private static void read(DataInputStream in, double[] a) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(8 * CHUNK);
    for (int from = 0; from < a.length; from += CHUNK) {
      int n = Math.min(CHUNK, a.length - from);
      in.readFully(block.array(), 0, 8 * n);
      block.clear();
      block.asDoubleBuffer().get(a, from, n);
    }
  }
}
