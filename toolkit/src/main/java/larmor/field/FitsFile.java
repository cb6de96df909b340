package larmor.field;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;

/** The images of a FITS file, gzipped or not; files that no other reader knows come here too. */
final class FitsFile implements ArrayFile {
  private static final Pattern NAMED = Pattern.compile("(?i)\\.(fits?|fts)\\b");

  private final Path file;
  private final Fits fits;

  FitsFile(Path file) {
    this.file = file;
    try {
      fits = new Fits(file.toFile());
    } catch (FitsException e) {
      throw unreadable(e);
    }
  }

  private IllegalArgumentException unreadable(Exception e) {
    String name = file.getFileName().toString();
    String what =
        NAMED.matcher(name).find()
            ? "FITS file"
            : "cube of a format that is read (" + ArrayFile.FORMATS + ")";
    return new IllegalArgumentException(
        name + " is no whole " + what + ": copy it again or convert it", e);
  }

  @Override
  public List<FileArray> volumes() {
    try {
      List<FileArray> all = new ArrayList<>();
      for (BasicHDU<?> hdu : fits.read()) {
        FitsArray volume = FitsArray.of(file, hdu, all.size() + 1);
        if (volume != null) {
          all.add(volume);
        }
      }
      return all;
    } catch (FitsException e) {
      throw unreadable(e);
    }
  }

  @Override
  public String source() {
    return file.getFileName().toString();
  }

  @Override
  public void close() throws IOException {
    fits.close();
  }
}
