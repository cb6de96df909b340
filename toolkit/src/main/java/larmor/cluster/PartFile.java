package larmor.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import larmor.numeric.Vec3;
import larmor.orbit.CrossingChoice;
import larmor.orbit.Ensemble;
import larmor.orbit.SphereCrossings;
import larmor.orbit.TrajectoryQuantity;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * Consecutive particles of an ensemble as a Parquet file, a row for each particle. All columns are
 * doubles: its number PARTICLE, the {@link TrajectoryQuantity} columns, and for each sphere k = 1,
 * 2 … the number of crossings CROSSINGS_k, and path, place and direction of the first and the last
 * outward one (FIRST_k_PATH, FIRST_k_X … [m], FIRST_k_UX …, and LAST_k_ likewise), NaN where there
 * is none. The settings of the run are the key-value metadata of the file. Columns are pages of
 * plain numbers, not compressed, because the digits of trajectories are random; they are written
 * and read as a whole, since the general writer of rows takes as long as the tracing itself.
 */
final class PartFile {
  private static final String PARTICLE = "PARTICLE";
  private static final List<String> CROSSING = List.of("PATH", "X", "Y", "Z", "UX", "UY", "UZ");

  private PartFile() {}

  /** The columns of the first or last crossing of a sphere: path, place and direction. */
  static List<String> crossingColumns(CrossingChoice choice, int sphere) {
    return CROSSING.stream().map(name -> choice + "_" + (sphere + 1) + "_" + name).toList();
  }

  /**
   * The file of a part of an ensemble. The same part gives the same bytes on every machine: pages
   * of version 2 have one encoding, while Parquet lists several in an order that differs from
   * process to process.
   *
   * @param part with losses allowed
   * @param first number of its first particle in the whole ensemble
   */
  static byte[] write(Ensemble part, int first) throws IOException {
    Map<String, double[]> columns = columns(part, first);
    Types.MessageTypeBuilder types = Types.buildMessage();
    columns.keySet().forEach(name -> types.required(PrimitiveTypeName.DOUBLE).named(name));
    MessageType schema = types.named("particle");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ParquetFileWriter out =
        new ParquetFileWriter(
            new Output(bytes),
            schema,
            ParquetFileWriter.Mode.CREATE,
            Long.MAX_VALUE,
            0,
            null,
            ParquetProperties.builder().build())) {
      out.start();
      out.startBlock(part.size());
      for (ColumnDescriptor column : schema.getColumns()) {
        ByteBuffer page = ByteBuffer.allocate(8 * part.size()).order(ByteOrder.LITTLE_ENDIAN);
        page.asDoubleBuffer().put(columns.get(column.getPath()[0]));
        out.startColumn(column, part.size(), CompressionCodecName.UNCOMPRESSED);
        out.writeDataPageV2(
            part.size(),
            0,
            part.size(),
            BytesInput.empty(),
            BytesInput.empty(),
            Encoding.PLAIN,
            BytesInput.from(page.array()),
            false,
            page.capacity(),
            Statistics.noopStats(column.getPrimitiveType()));
        out.endColumn();
      }
      out.endBlock();
      out.end(part.manifest());
    }
    return bytes.toByteArray();
  }

  private static Map<String, double[]> columns(Ensemble part, int first) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    double[] numbers = new double[part.size()];
    Arrays.setAll(numbers, i -> first + i);
    columns.put(PARTICLE, numbers);
    for (TrajectoryQuantity quantity : TrajectoryQuantity.values()) {
      columns.put(quantity.name(), part.column(quantity));
    }
    List<Double> radii = part.radii();
    for (int s = 0; s < radii.size(); s++) {
      double radius = radii.get(s);
      double[] counts = new double[part.size()];
      Arrays.setAll(counts, i -> part.crossingCount(radius, i));
      columns.put("CROSSINGS_" + (s + 1), counts);
      for (CrossingChoice choice : List.of(CrossingChoice.FIRST, CrossingChoice.LAST)) {
        double[][] crossings = crossings(part.crossings(radius, choice), part.size());
        for (int c = 0; c < crossings.length; c++) {
          columns.put(crossingColumns(choice, s).get(c), crossings[c]);
        }
      }
    }
    return columns;
  }

  private static double[][] crossings(SphereCrossings table, int particles) {
    double[][] columns = new double[CROSSING.size()][particles];
    for (double[] column : columns) {
      Arrays.fill(column, Double.NaN);
    }
    for (int row = 0; row < table.size(); row++) {
      Vec3 r = table.position(row);
      Vec3 u = table.direction(row);
      double[] values = {table.path(row), r.x(), r.y(), r.z(), u.x(), u.y(), u.z()};
      for (int c = 0; c < values.length; c++) {
        columns[c][table.particle(row)] = values[c];
      }
    }
    return columns;
  }

  /**
   * Columns of a file.
   *
   * @param file written by {@link #write}
   * @param names of the columns
   * @return one array for each name, with a number for each particle; NaN where it has none
   */
  static double[][] read(byte[] file, List<String> names) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try (ParquetFileReader in = ParquetFileReader.open(new Input(file), options)) {
      MessageType whole = in.getFileMetaData().getSchema();
      in.setRequestedSchema(
          new MessageType(whole.getName(), names.stream().map(whole::getType).toList()));
      double[][] columns = new double[names.size()][Math.toIntExact(in.getRecordCount())];
      PageReadStore pages = in.readNextRowGroup();
      for (int c = 0; c < columns.length; c++) {
        ColumnDescriptor column = whole.getColumnDescription(new String[] {names.get(c)});
        ByteBuffer.wrap(numbers(pages.getPageReader(column).readPage()))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asDoubleBuffer()
            .get(columns[c]);
      }
      return columns;
    }
  }

  private static byte[] numbers(DataPage page) throws IOException {
    BytesInput bytes =
        page instanceof DataPageV1 first ? first.getBytes() : ((DataPageV2) page).getData();
    return bytes.toInputStream().readAllBytes();
  }

  /** A file that is written to memory. */
  private record Output(ByteArrayOutputStream bytes) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSize) {
      return new PositionOutputStream() {
        @Override
        public long getPos() {
          return bytes.size();
        }

        @Override
        public void write(int b) {
          bytes.write(b);
        }

        @Override
        public void write(byte[] b, int offset, int length) {
          bytes.write(b, offset, length);
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
      return create(blockSize);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  /** A file in memory. */
  private record Input(byte[] bytes) implements InputFile {
    @Override
    public long getLength() {
      return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
      Bytes in = new Bytes(bytes);
      return new DelegatingSeekableInputStream(in) {
        @Override
        public long getPos() {
          return in.position();
        }

        @Override
        public void seek(long position) {
          in.seek(position);
        }
      };
    }
  }

  /** An array with a position. */
  private static final class Bytes extends ByteArrayInputStream {
    Bytes(byte[] bytes) {
      super(bytes);
    }

    synchronized long position() {
      return pos;
    }

    synchronized void seek(long position) {
      pos = Math.toIntExact(position);
    }
  }
}
