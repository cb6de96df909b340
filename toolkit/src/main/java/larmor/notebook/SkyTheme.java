package larmor.notebook;

import java.awt.Color;

/**
 * The colours of a sky picture except those of the map.
 *
 * @param halo colour of the outline of the labels over the map
 */
record SkyTheme(boolean dark, Color background, Color ink, Color grid, Color halo) {
  static final SkyTheme LIGHT =
      new SkyTheme(
          false,
          Color.WHITE,
          new Color(0x222222),
          new Color(0x30, 0x30, 0x30, 0x58),
          new Color(255, 255, 255, 200));
  static final SkyTheme DARK =
      new SkyTheme(
          true,
          new Color(0x15171A),
          new Color(0xE4E4E4),
          new Color(0xD0, 0xD0, 0xD0, 0x50),
          new Color(0x15, 0x17, 0x1A, 200));
}
