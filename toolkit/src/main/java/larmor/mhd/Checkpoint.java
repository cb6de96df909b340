package larmor.mhd;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A run on disk, big-endian: a mark, the scheme, the clock and counts, the driver's amplitudes, the
 * seven arrays, and a CRC-32C of all of it. Written beside and renamed.
 */
final class Checkpoint {
  private static final long MARK = 0x4C41_524D_4D48_4432L;
  private static final int CHUNK = 1 << 13;

  private Checkpoint() {}

  static void write(Path file, MhdRun run) {
    Path beside = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(
              beside,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        OutputStream plain = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        CheckedOutputStream checked = new CheckedOutputStream(plain, new CRC32C());
        DataOutputStream out = new DataOutputStream(checked);
        head(out, run);
        for (double[] a : run.live().arrays()) {
          put(out, a);
        }
        out.writeLong(checked.getChecksum().getValue());
        out.flush();
        channel.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      beside.toFile().delete();
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT,
              "checkpoint %s could not be written (%s): make room, or choose another folder",
              file,
              e.getMessage()),
          e);
    }
  }

  private static void head(DataOutputStream out, MhdRun run) throws IOException {
    IsothermalMhd scheme = run.scheme();
    MhdState s = run.live();
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
    put(out, a);
  }

  /** Everything of a scheme that its numbers depend on. */
  private static String physics(IsothermalMhd scheme) {
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

  static MhdRun read(Path file, IsothermalMhd scheme) {
    verify(file);
    try (InputStream raw = Files.newInputStream(file);
        DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(raw, 1 << 16))) {
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
                "checkpoint %s was made with %s, not with %s: resume it with its own scheme, or"
                    + " choose another folder",
                file,
                physics,
                physics(scheme)));
      }
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
      double[] amplitudes = new double[in.readInt()];
      take(in, amplitudes);
      double[][] u = new double[MhdState.VARIABLES][nx * ny * nz];
      for (double[] a : u) {
        take(in, a);
      }
      MhdRun run = new MhdRun(scheme, new MhdState(nx, ny, nz, spacing, u));
      if (run.forcing() != null) {
        System.arraycopy(amplitudes, 0, run.forcing().amplitudes(), 0, amplitudes.length);
      }
      run.fallback().restore(repaired, floored, held, added);
      run.restore(time, steps, dt, gain, power, injected, mach);
      return run;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Reads the file once and compares its sum before anything is believed or allocated. */
  private static void verify(Path file) {
    try (InputStream raw = Files.newInputStream(file)) {
      long length = Files.size(file);
      CheckedInputStream checked = new CheckedInputStream(raw, new CRC32C());
      DataInputStream in = new DataInputStream(checked);
      if (length < 16 || in.readLong() != MARK) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s is no checkpoint of this solver: give one that it wrote, or take it away and start"
                    + " anew",
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
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "checkpoint %s is damaged, its checksum does not fit: go back to an earlier one, or"
                    + " take it away and start anew",
                file));
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static UncheckedIOException unreadable(Path file, IOException e) {
    return new UncheckedIOException(
        String.format(
            Locale.ROOT,
            "checkpoint %s could not be read (%s): check that the file is there",
            file,
            e),
        e);
  }

  private static void put(OutputStream out, double[] a) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(8 * CHUNK);
    for (int from = 0; from < a.length; from += CHUNK) {
      int n = Math.min(CHUNK, a.length - from);
      block.clear();
      block.asDoubleBuffer().put(a, from, n);
      out.write(block.array(), 0, 8 * n);
    }
  }

  private static void take(DataInputStream in, double[] a) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(8 * CHUNK);
    for (int from = 0; from < a.length; from += CHUNK) {
      int n = Math.min(CHUNK, a.length - from);
      in.readFully(block.array(), 0, 8 * n);
      block.clear();
      block.asDoubleBuffer().get(a, from, n);
    }
  }
}
