package larmor.cluster;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import larmor.field.UniformField;
import larmor.numeric.Vec3;
import larmor.orbit.Backtracker;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Species;
import larmor.orbit.TrajectoryQuantity;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFileTest {
  private static final Ensemble PART =
      Backtracker.of(Species.PROTON, new UniformField(new Vec3(3 * muG, 0, 0)))
          .withGyroradius(1 * pc, 3 * muG)
          .withSpheres(5 * pc)
          .withStopOutsideSphere(5 * pc)
          .run(LaunchDirections.healpix(2));

  @TempDir Path folder;

  /** Parquet lists several encodings of a column in an order that differs between processes. */
  @Test
  void eachColumnHasOneEncoding() throws IOException {
    Path file = Files.write(folder.resolve("part.parquet"), PartFile.write(PART, 100));
    try (ParquetFileReader in = ParquetFileReader.open(new LocalInputFile(file))) {
      for (ColumnChunkMetaData column : in.getFooter().getBlocks().get(0).getColumns()) {
        assertEquals(Set.of(Encoding.PLAIN), column.getEncodings(), column.toString());
      }
    }
  }

  @Test
  void columnsAreReadWithTheBitsOfTheEnsemble() throws IOException {
    double[][] columns =
        PartFile.read(PartFile.write(PART, 100), List.of("ENERGY_ERROR", "PARTICLE"));
    assertArrayEquals(PART.column(TrajectoryQuantity.ENERGY_ERROR), columns[0]);
    assertEquals(100, columns[1][0]);
    assertEquals(147, columns[1][47]);
  }

  /** Files of earlier versions of the toolkit have pages of version 1. */
  @Test
  void pagesOfVersion1AreRead() throws IOException {
    MessageType schema =
        Types.buildMessage().required(PrimitiveTypeName.DOUBLE).named("X").named("particle");
    Path file = folder.resolve("old.parquet");
    try (ParquetFileWriter out =
        new ParquetFileWriter(
            new LocalOutputFile(file),
            schema,
            ParquetFileWriter.Mode.CREATE,
            Long.MAX_VALUE,
            0,
            null,
            ParquetProperties.builder().build())) {
      out.start();
      out.startBlock(2);
      out.startColumn(schema.getColumns().get(0), 2, CompressionCodecName.UNCOMPRESSED);
      ByteBuffer page = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
      page.putDouble(1.5).putDouble(-2);
      out.writeDataPage(
          2,
          16,
          BytesInput.from(page.array()),
          Statistics.noopStats(schema.getColumns().get(0).getPrimitiveType()),
          2,
          Encoding.RLE,
          Encoding.RLE,
          Encoding.PLAIN);
      out.endColumn();
      out.endBlock();
      out.end(java.util.Map.of());
    }
    assertArrayEquals(
        new double[] {1.5, -2}, PartFile.read(Files.readAllBytes(file), List.of("X"))[0]);
  }
}
