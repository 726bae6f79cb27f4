package org.ecg4j.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureTest {
  @TempDir Path folder;

  private static Picture square() {
    return new Picture(
        "a < b & \u0000 c",
        "d",
        40,
        31,
        g -> {
          Draw.box(g, 10, 10, 10, 10, Color.RED);
          g.clipRect(0, 0, 30, 30);
          Draw.text(g, "x\u0007 <y>", 2, 30, Theme.LABEL, Theme.INK, Draw.Anchor.START);
        });
  }

  @Test
  void pngHasTheScaledSizeAndContent() throws IOException {
    Path file = folder.resolve("new/square.png");
    square().writePng(file, 1.5);

    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(60);
    assertThat(image.getHeight()).isEqualTo(47);
    assertThat(image.getRGB(16, 16)).isEqualTo(Color.RED.getRGB());
    assertThat(image.getRGB(29, 29)).isEqualTo(Color.RED.getRGB());
    assertThat(image.getRGB(31, 16)).isEqualTo(Color.WHITE.getRGB());
    assertThat(image.getRGB(59, 46)).isEqualTo(Color.WHITE.getRGB());
  }

  @Test
  void svgIsXmlWithEscapedTextsAndOwnIds() throws Exception {
    Path file = folder.resolve("square.svg");
    square().writeSvg(file);

    SvgDocument svg = SvgDocument.parse(Files.readString(file));
    assertThat(svg.root().getAttribute("viewBox")).isEqualTo("0 0 40 31");
    assertThat(svg.all("title").get(0).getTextContent()).isEqualTo("a < b & \ufffd c");
    assertThat(svg.texts()).containsExactly("x\ufffd <y>");
    String inline = square().toSvg("figure-7");
    assertThat(inline).startsWith("<svg").contains("id=\"figure-7-clipPath1\"");
    assertThat(inline).isEqualTo(square().toSvg("figure-7"));
  }

  @Test
  void writingReplacesWholeFilesAndLeavesNothingElse() throws IOException {
    Path file = folder.resolve("square.png");
    Files.writeString(file, "old");
    square().writePng(file, 1);

    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(40);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
    Path impossible = folder.resolve("square.png/inside.png");
    assertThatThrownBy(() -> square().writePng(impossible, 1)).isInstanceOf(IOException.class);
  }

  @Test
  void scalesAndPrefixesAreChecked() {
    assertThatThrownBy(() -> square().toImage(0)).hasMessageContaining("0.0");
    assertThatThrownBy(() -> square().toImage(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> square().toImage(1e6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1000000");
    assertThatThrownBy(() -> square().toSvg("a\"b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a\"b");
  }
}
