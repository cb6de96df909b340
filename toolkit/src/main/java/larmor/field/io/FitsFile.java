package larmor.field.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;

/** The images of a FITS file, gzipped or not. A file of unknown format is opened as FITS too. */
final class FitsFile implements ArrayFile {
  private static final Pattern NAMED = Pattern.compile("(?i)\\.(fits?|fts)\\b");

  private final Path file;
  private final Fits fits;

  FitsFile(Path file) {
    this.file = file;
    FitsLibraryLog.silence();
    try {
      fits = new Fits(file.toFile());
    } catch (FitsException e) {
      FitsLibraryLog.restore();
      throw unreadable(e);
    }
  }

  private IllegalArgumentException unreadable(Exception e) {
    String name = file.getFileName().toString();
    String what =
        NAMED.matcher(name).find()
            ? "a complete FITS file"
            : "in a format that is read (" + ArrayFile.FORMATS + "), or is incomplete";
    return new IllegalArgumentException(
        name + " is not " + what + ": copy it again or convert it", e);
  }

  @Override
  public List<FileArray> arrays() {
    try {
      List<FileArray> all = new ArrayList<>();
      for (BasicHDU<?> hdu : fits.read()) {
        FitsArray image = FitsArray.of(file, hdu, all.size() + 1);
        if (image != null) {
          all.add(image);
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
    try {
      fits.close();
    } finally {
      FitsLibraryLog.restore();
    }
  }
}
