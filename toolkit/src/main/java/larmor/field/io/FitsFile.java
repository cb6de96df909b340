package larmor.field.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import larmor.numeric.FitsInput;
import larmor.numeric.Quoted;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.FitsException;

/**
 * The images of a FITS file, which may be gzipped. A file whose format is not recognised is also
 * opened as FITS.
 */
final class FitsFile implements ArrayFile {
  private static final Pattern NAMED = Pattern.compile("(?i)\\.(fits?|fts)\\b");

  private final Path file;
  private final FitsInput input;

  private FitsFile(Path file, FitsInput input) {
    this.file = file;
    this.input = input;
  }

  /** Checks a whole file and opens it. */
  static FitsFile open(Path file) throws IOException {
    String name = file.getFileName().toString();
    try {
      return new FitsFile(file, FitsInput.open(file, name));
    } catch (FitsInput.NotFitsException e) {
      String what =
          NAMED.matcher(name).find()
              ? "a complete FITS file"
              : "in a format that is read (" + ArrayFile.FORMATS + "), or is incomplete";
      throw new IllegalArgumentException(
          name + " is not " + what + ": copy it again or convert it", e);
    } catch (FitsInput.DamagedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Override
  public List<FileArray> arrays() {
    try {
      List<FileArray> all = new ArrayList<>();
      for (BasicHDU<?> hdu : input.units()) {
        FitsArray image = FitsArray.of(file, hdu, all.size() + 1);
        if (image != null && image.axes().length > 0) {
          all.add(image);
        }
      }
      return all;
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (FitsException e) {
      throw new IllegalArgumentException(
          source() + " cannot be read as FITS (" + Quoted.reason(e) + "): write it again", e);
    }
  }

  @Override
  public String source() {
    return file.getFileName().toString();
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
