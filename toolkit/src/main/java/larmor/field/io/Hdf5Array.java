package larmor.field.io;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import larmor.numeric.Memory;
import larmor.numeric.Quoted;

/**
 * One cube that is part of a larger array of floats (16, 32 or 64 bits) in an HDF5 file. Contiguous
 * samples are read one plane at a time and chunked samples one chunk at a time, so that the memory
 * needed does not grow with the file.
 *
 * @param file path of the file
 * @param data data set of the larger array
 * @param from index of the cube's first sample in the larger array
 * @param lengths lengths of the cube's axes, which are the last axes of the larger array
 */
record Hdf5Array(Path file, Dataset data, long[] from, int[] lengths) implements FileArray {
  /** Returns whether arrays of this type and layout can be read. */
  static boolean reads(Dataset data) {
    return data.getDataType() instanceof FloatingPoint type
        && (isIeee(type, 16, 10) || isIeee(type, 32, 23) || isIeee(type, 64, 52))
        && (data instanceof ContiguousDataset || data instanceof ChunkedDataset);
  }

  /** Returns whether numbers have a bit layout of IEEE 754 (binary16, binary32 or binary64). */
  private static boolean isIeee(FloatingPoint type, int bits, int mantissa) {
    int exponent = bits - 1 - mantissa;
    return type.getSize() == bits / 8
        && type.getBitOffset() == 0
        && type.getBitPrecision() == bits
        && type.getMantissaLocation() == 0
        && type.getMantissaSize() == mantissa
        && type.getExponentLocation() == mantissa
        && type.getExponentSize() == exponent
        && type.getExponentBias() == (1 << (exponent - 1)) - 1
        && type.getSignLocation() == bits - 1;
  }

  /** Returns what an array holds that is not read, for a message. */
  static String kind(Dataset data) {
    DataType type = data.getDataType();
    if (type instanceof CompoundDataType compound) {
      return "compound numbers ("
          + compound.getMembers().stream()
              .map(member -> Quoted.printable(member.getName(), 20))
              .limit(6)
              .collect(Collectors.joining(", "))
          + ")";
    }
    if (type instanceof FixedPoint) {
      return "integers of " + 8 * type.getSize() + " bits";
    }
    if (type instanceof FloatingPoint) {
      return "floats of " + 8 * type.getSize() + " bits in a form that is not read";
    }
    return "no numbers";
  }

  private static int bytes(Dataset data) {
    return data.getDataType().getSize();
  }

  @Override
  public int[] axes() {
    return Arrays.stream(lengths).filter(a -> a != 1).toArray();
  }

  @Override
  public String name() {
    return data.getName();
  }

  @Override
  public String label() {
    return file.getFileName() + ", " + name();
  }

  @Override
  public String unit() {
    Attribute unit = reported(() -> data.getAttribute("units"));
    Object value = unit == null ? null : reported(unit::getData);
    boolean array = value != null && value.getClass().isArray();
    boolean single = array && Array.getLength(value) == 1;
    Object one = single ? Array.get(value, 0) : value;
    // an array of several values, as of a scale, names no unit
    return one == null || (array && !single) ? null : String.valueOf(one);
  }

  @Override
  public boolean xFastest() {
    return false;
  }

  @Override
  public void read(Sink sink) {
    if (data instanceof ChunkedDataset chunked) {
      readChunks(chunked, sink);
    } else {
      long userBlock = reported(() -> data.getHdfFile().getUserBlockSize());
      long address = reported(((ContiguousDataset) data)::getDataAddress);
      if (address < 0) {
        throw new IllegalArgumentException(
            label() + ": no sample of it was written: let the run that makes the file end");
      }
      readPlanes(userBlock + address, sink);
    }
  }

  private <T> T reported(Supplier<T> call) {
    return Hdf5Damage.reported(label(), call);
  }

  private ByteOrder order() {
    return ((FloatingPoint) data.getDataType()).getByteOrder();
  }

  private void put(Sink sink, int index, ByteBuffer bytes, int sample) {
    double value =
        switch (bytes(data)) {
          case 8 -> bytes.getDouble(8 * sample);
          case 4 -> bytes.getFloat(4 * sample);
          default -> half(bytes.getShort(2 * sample));
        };
    requireFinite(value, index);
    sink.put(index, (float) value);
  }

  /**
   * Returns the value of a float of 16 bits: a sign, five bits of the exponent, with a bias of 15,
   * and ten of the mantissa (IEEE 754-2008, section 3.4).
   */
  private static double half(short bits) {
    int exponent = bits >> 10 & 0x1F;
    int mantissa = bits & 0x3FF;
    double size =
        exponent == 0x1F
            ? mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN
            : Math.scalb(
                (double) (exponent == 0 ? mantissa : mantissa | 0x400), Math.max(1, exponent) - 25);
    return bits < 0 ? -size : size;
  }

  private void readPlanes(long address, Sink sink) {
    long[] dimensions = reported(data::getDimensionsAsLong);
    long stored = reported(((ContiguousDataset) data)::getStorageInBytes);
    long whole = bytes(data);
    for (long d : dimensions) {
      whole *= d;
    }
    if (stored != whole) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: the file stores %,d bytes of this array and its axes need %,d: copy the file again",
              label(),
              stored,
              whole));
    }
    long first = 0;
    for (int a = 0; a < dimensions.length; a++) {
      first = first * dimensions[a] + from[a];
    }
    int count = 1;
    for (int a = 1; a < lengths.length; a++) {
      count *= lengths[a];
    }
    ByteBuffer plane = ByteBuffer.allocate(count * bytes(data)).order(order());
    try (FileChannel in = FileChannel.open(file)) {
      for (int i = 0; i < lengths[0]; i++) {
        plane.clear();
        long position = address + (first + (long) i * count) * bytes(data);
        while (plane.hasRemaining()) {
          if (in.read(plane, position + plane.position()) < 0) {
            throw new IOException("end of file");
          }
        }
        for (int s = 0; s < count; s++) {
          put(sink, i * count + s, plane, s);
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          label() + ": the file ends before its samples do: copy it again", e);
    }
  }

  private void readChunks(ChunkedDataset chunked, Sink sink) {
    int[] chunk = reported(chunked::getChunkDimensions);
    if (Arrays.stream(chunk).anyMatch(c -> c < 1)) {
      throw new IllegalArgumentException(
          label() + " has chunks of " + Arrays.toString(chunk) + " samples: copy the file again");
    }
    int rank = from.length;
    int leading = rank - lengths.length;
    int[] corner = new int[rank];
    for (int a = 0; a < rank; a++) {
      corner[a] = (int) from[a] / chunk[a] * chunk[a];
    }
    long size = bytes(data);
    for (int a : chunk) {
      size = a > 0 && size < Integer.MAX_VALUE ? size * a : Long.MAX_VALUE / 8;
    }
    Memory.require(
        label() + ", a chunk of the file",
        5 * size,
        "store it in smaller chunks, as h5repack does");
    int axis = rank - 1;
    while (axis >= leading) {
      ByteBuffer bytes = ByteBuffer.wrap(chunk(chunked, corner, (int) size)).order(order());
      copy(bytes, corner, chunk, sink);
      for (axis = rank - 1; axis >= leading; axis--) {
        corner[axis] += chunk[axis];
        if (corner[axis] < lengths[axis - leading]) {
          break;
        }
        corner[axis] = 0;
      }
    }
  }

  /** Reads the bytes of a chunk, undoes its filters, and verifies its checksum if it has one. */
  private byte[] chunk(ChunkedDataset chunked, int[] corner, int size) {
    ByteBuffer stored;
    try {
      stored = chunked.getRawChunkBuffer(corner);
    } catch (HdfException e) {
      if (String.valueOf(e.getMessage()).startsWith("No chunk")) {
        throw new IllegalArgumentException(
            label()
                + ": the chunk at "
                + Arrays.toString(corner)
                + " was never written: let the run that makes the file end, or copy it again",
            e);
      }
      stored = reported(() -> chunked.getRawChunkBuffer(corner));
    } catch (RuntimeException e) {
      stored = reported(() -> chunked.getRawChunkBuffer(corner));
    }
    byte[] bytes = reported(() -> chunked.getDecompressedChunk(corner));
    if (bytes.length == size + 4 && stored.remaining() == bytes.length) {
      byte[] raw = new byte[bytes.length];
      stored.duplicate().get(raw);
      requireChecksum(raw, size, corner);
      // the library does not remove the checksum from the end of the bytes, so that it undoes the
      // shuffle wrongly
      boolean shuffled = !Arrays.equals(raw, bytes);
      bytes = Arrays.copyOf(raw, size);
      return shuffled ? unshuffled(bytes, bytes(data)) : bytes;
    }
    if (bytes.length != size) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: the chunk at %s has %,d bytes instead of %,d: copy the file again",
              label(),
              Arrays.toString(corner),
              bytes.length,
              size));
    }
    return bytes;
  }

  /**
   * Verifies Fletcher's checksum as HDF5 computes it: over 16-bit words, whose most significant
   * byte comes first.
   */
  private void requireChecksum(byte[] raw, int size, int[] corner) {
    long sum = 0;
    long sumOfSums = 0;
    for (int i = 0; i < size; i += 2) {
      sum = (sum + (raw[i] & 0xFF) * 256L + (i + 1 < size ? raw[i + 1] & 0xFF : 0)) % 65535;
      sumOfSums = (sumOfSums + sum) % 65535;
    }
    int stated = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).getInt(size);
    // 0 and 65535 are equal in this arithmetic
    if ((stated & 0xFFFF) % 65535 != sum || (stated >>> 16) % 65535 != sumOfSums) {
      throw new IllegalArgumentException(
          label()
              + ": the checksum of the chunk at "
              + Arrays.toString(corner)
              + " does not hold: copy the file again");
    }
  }

  /**
   * Undoes HDF5's shuffle, which stores the first bytes of all numbers, then the second bytes of
   * all, and so on.
   */
  private static byte[] unshuffled(byte[] bytes, int width) {
    byte[] out = new byte[bytes.length];
    int count = bytes.length / width;
    for (int i = 0; i < bytes.length; i++) {
      out[i % count * width + i / count] = bytes[i];
    }
    return out;
  }

  /** Passes those samples of a chunk that belong to the cube to a sink. */
  private void copy(ByteBuffer bytes, int[] corner, int[] chunk, Sink sink) {
    int leading = from.length - lengths.length;
    int start = 0;
    for (int a = 0; a < leading; a++) {
      start = start * chunk[a] + (int) from[a] - corner[a];
    }
    int[] at = new int[lengths.length];
    int last = lengths.length - 1;
    int axis;
    do {
      int inChunk = start;
      int inCube = 0;
      for (int a = 0; a <= last; a++) {
        inChunk = inChunk * chunk[leading + a] + at[a];
        inCube = inCube * lengths[a] + corner[leading + a] + at[a];
      }
      put(sink, inCube, bytes, inChunk);
      for (axis = last; axis >= 0; axis--) {
        at[axis]++;
        if (at[axis] < chunk[leading + axis] && corner[leading + axis] + at[axis] < lengths[axis]) {
          break;
        }
        at[axis] = 0;
      }
    } while (axis >= 0);
  }
}
