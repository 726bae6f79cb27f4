package org.ecg4j.plots;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.ecg4j.io.AtomicFile;

/**
 * A finished picture that is drawn when it is written: as PNG at any scale, or as SVG. Needs no
 * display. Immutable, and the same picture always gives the same SVG.
 */
public final class Picture {
  private static final long MAX_PIXELS = 100_000_000;

  private final String title;
  private final String description;
  private final int width;
  private final int height;
  private final Painter painter;

  Picture(String title, String description, int width, int height, Painter painter) {
    this.title = Draw.printable(title);
    this.description = Draw.printable(description);
    this.width = width;
    this.height = height;
    this.painter = Objects.requireNonNull(painter, "painter");
  }

  /**
   * The heading, also the SVG's accessible name.
   *
   * @return one line
   */
  public String title() {
    return title;
  }

  /**
   * What is to be seen, in words, for those who cannot see it.
   *
   * @return a sentence or more
   */
  public String description() {
    return description;
  }

  /**
   * The width of the SVG, and of the PNG at scale 1.
   *
   * @return pixels
   */
  public int width() {
    return width;
  }

  /**
   * The height of the SVG, and of the PNG at scale 1.
   *
   * @return pixels
   */
  public int height() {
    return height;
  }

  /**
   * Draws the picture into its own coordinates: x from 0 to {@link #width}, y downwards from 0 to
   * {@link #height}.
   *
   * @param g where to draw; its state is left as it was
   */
  public void paint(Graphics2D g) {
    Graphics2D copy = (Graphics2D) g.create();
    try {
      Draw.prepare(copy);
      copy.setColor(Theme.BACKGROUND);
      copy.fillRect(0, 0, width, height);
      painter.paint(copy);
    } finally {
      copy.dispose();
    }
  }

  /**
   * The picture in pixels.
   *
   * @param scale pixels of the image for each pixel of the picture: 1 for screens, 2 for dense
   *     screens and print
   * @return an opaque image of {@code width * scale} by {@code height * scale}, rounded up
   */
  public BufferedImage toImage(double scale) {
    if (!(scale > 0) || Math.ceil(width * scale) * Math.ceil(height * scale) > MAX_PIXELS) {
      throw new IllegalArgumentException(
          "scale must be above 0 and keep "
              + width
              + " x "
              + height
              + " within "
              + MAX_PIXELS
              + " pixels, not "
              + scale);
    }
    BufferedImage image =
        new BufferedImage(
            (int) Math.ceil(width * scale),
            (int) Math.ceil(height * scale),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    try {
      g.setColor(Theme.BACKGROUND);
      g.fillRect(0, 0, image.getWidth(), image.getHeight());
      g.scale(scale, scale);
      paint(g);
    } finally {
      g.dispose();
    }
    return image;
  }

  /**
   * The picture as a PNG file's bytes.
   *
   * @param scale as for {@link #toImage}
   * @return the bytes
   */
  public byte[] toPng(double scale) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(toImage(scale), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * The picture as one {@code svg} element, without XML declaration and document type, so that it
   * can be put into HTML as it is.
   *
   * @param idPrefix what its ids begin with; pictures on one page need different ones. Letters,
   *     digits and hyphens, a letter first
   * @return the element
   */
  public String toSvg(String idPrefix) {
    return Svg.of(this, idPrefix);
  }

  /**
   * Writes a PNG file, whole or not at all.
   *
   * @param file the file; its folder is made where it is missing
   * @param scale as for {@link #toImage}
   * @throws IOException when the file cannot be written
   */
  public void writePng(Path file, double scale) throws IOException {
    AtomicFile.write(file, toPng(scale));
  }

  /**
   * Writes an SVG file, whole or not at all.
   *
   * @param file the file; its folder is made where it is missing
   * @throws IOException when the file cannot be written
   */
  public void writeSvg(Path file) throws IOException {
    String text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + toSvg("p") + "\n";
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "Picture[" + title + ", " + width + " x " + height + "]";
  }
}
