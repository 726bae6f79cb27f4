package org.ecg4j.plots;

import java.awt.Dimension;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Records a picture's drawing as SVG. */
final class Svg {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";
  private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");

  private Svg() {}

  static String of(Picture picture, String idPrefix) {
    if (!ID.matcher(idPrefix).matches()) {
      throw new IllegalArgumentException(
          "an id prefix is a letter, then letters, digits and hyphens, not '" + idPrefix + "'");
    }
    try {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .getDOMImplementation()
              .createDocument(NAMESPACE, "svg", null);
      SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
      context.setComment(null);
      context.setPrecision(3);
      context.setImageHandler(new InlinePng());
      context.setIDGenerator(new PrefixedIds(idPrefix));
      SVGGraphics2D g = new SVGGraphics2D(context, false);
      g.setSVGCanvasSize(new Dimension(picture.width(), picture.height()));
      picture.paint(g);
      Element root = g.getRoot();
      dropGenericDefs(root);
      describe(root, picture, idPrefix);
      return serialised(root);
    } catch (ParserConfigurationException | TransformerException e) {
      throw new IllegalStateException("the JDK's XML tools are not usable", e);
    }
  }

  /** Batik gives every picture an empty element of the same id. */
  private static void dropGenericDefs(Element root) {
    for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element
          && element.getAttribute("id").equals("genericDefs")
          && !element.hasChildNodes()) {
        root.removeChild(element);
        return;
      }
    }
  }

  /** Makes it scale with the page, and gives it a name and a description. */
  private static void describe(Element root, Picture picture, String idPrefix) {
    root.setAttribute("viewBox", "0 0 " + picture.width() + " " + picture.height());
    root.setAttribute("role", "img");
    root.setAttribute("aria-labelledby", idPrefix + "-title " + idPrefix + "-desc");
    Element description = child(root, "desc", idPrefix, picture.description());
    root.insertBefore(description, root.getFirstChild());
    root.insertBefore(child(root, "title", idPrefix, picture.title()), description);
    NodeList images = root.getElementsByTagNameNS(NAMESPACE, "image");
    for (int i = 0; i < images.getLength(); i++) {
      // One cell a pixel: smoothing would show what was not computed.
      ((Element) images.item(i)).setAttribute("style", "image-rendering:pixelated");
    }
  }

  private static Element child(Element root, String name, String idPrefix, String text) {
    Element element = root.getOwnerDocument().createElementNS(NAMESPACE, name);
    element.setAttribute("id", idPrefix + "-" + name);
    element.setTextContent(text);
    return element;
  }

  private static String serialised(Element root) throws TransformerException {
    TransformerFactory factory = TransformerFactory.newInstance();
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
    Transformer transformer = factory.newTransformer();
    transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
    transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
    StringWriter text = new StringWriter();
    transformer.transform(new DOMSource(root), new StreamResult(text));
    return text.toString();
  }

  private static final class PrefixedIds extends SVGIDGenerator {
    private final String prefix;

    PrefixedIds(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public String generateID(String name) {
      return super.generateID(prefix + "-" + name);
    }
  }

  /** Batik's own encoder looks for a codec in another of its jars; the JDK has one. */
  private static final class InlinePng extends ImageHandlerBase64Encoder {
    @Override
    public void encodeImage(RenderedImage image, OutputStream out) throws SVGGraphics2DIOException {
      try {
        ImageIO.write(image, "png", out);
      } catch (IOException e) {
        throw new SVGGraphics2DIOException("cannot encode an image", e);
      }
    }
  }
}
