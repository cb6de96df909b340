package larmor.notebook;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Several skies side by side and one below the other, each in the middle of its place. */
record SkyPictures(int columns, List<SkyPicture> pictures) implements Figure {
  static SkyPictures of(int columns, SkyPicture... pictures) {
    if (columns < 1 || pictures.length == 0) {
      throw new IllegalArgumentException(
          pictures.length + " pictures in " + columns + " columns: give one of each or more");
    }
    return new SkyPictures(Math.min(columns, pictures.length), List.of(pictures));
  }

  private int rows() {
    return (pictures.size() + columns - 1) / columns;
  }

  private int columnWidth(int column) {
    int width = 0;
    for (int i = column; i < pictures.size(); i += columns) {
      width = Math.max(width, pictures.get(i).width());
    }
    return width;
  }

  private int rowHeight(int row) {
    int height = 0;
    for (int i = row * columns; i < Math.min(pictures.size(), (row + 1) * columns); i++) {
      height = Math.max(height, pictures.get(i).height());
    }
    return height;
  }

  @Override
  public int width() {
    int width = 0;
    for (int c = 0; c < columns; c++) {
      width += columnWidth(c);
    }
    return width;
  }

  @Override
  public int height() {
    int height = 0;
    for (int r = 0; r < rows(); r++) {
      height += rowHeight(r);
    }
    return height;
  }

  @Override
  public void paint(Graphics2D g) {
    g.setColor(pictures.get(0).theme().ground());
    g.fill(new Rectangle2D.Double(0, 0, width(), height()));
    int y = 0;
    for (int r = 0; r < rows(); r++) {
      int x = 0;
      for (int c = 0; c < columns && r * columns + c < pictures.size(); c++) {
        SkyPicture picture = pictures.get(r * columns + c);
        AffineTransform before = g.getTransform();
        g.translate(
            x + (columnWidth(c) - picture.width()) / 2, y + (rowHeight(r) - picture.height()));
        picture.paint(g);
        g.setTransform(before);
        x += columnWidth(c);
      }
      y += rowHeight(r);
    }
  }

  @Override
  public String toString() {
    return pictures.size() + " skies in " + columns + " columns, the first " + pictures.get(0);
  }
}
