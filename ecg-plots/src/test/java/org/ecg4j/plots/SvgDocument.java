package org.ecg4j.plots;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** An SVG read back with the JDK's parser. */
final class SvgDocument {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9.]+");

  private final Document document;

  private SvgDocument(Document document) {
    this.document = document;
  }

  static SvgDocument of(Picture picture) throws Exception {
    return parse(picture.toSvg("t"));
  }

  static SvgDocument parse(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return new SvgDocument(
        factory.newDocumentBuilder().parse(new InputSource(new StringReader(text))));
  }

  Element root() {
    return document.getDocumentElement();
  }

  List<Element> all(String name) {
    NodeList found = document.getElementsByTagNameNS("http://www.w3.org/2000/svg", name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  List<String> texts() {
    return all("text").stream().map(Element::getTextContent).toList();
  }

  /** The points of each path, in the order of the file. */
  List<List<double[]>> paths() {
    List<List<double[]>> paths = new ArrayList<>();
    for (Element path : all("path")) {
      List<double[]> points = new ArrayList<>();
      double[] numbers =
          NUMBER
              .matcher(path.getAttribute("d"))
              .results()
              .mapToDouble(number -> Double.parseDouble(number.group()))
              .toArray();
      for (int i = 0; i + 1 < numbers.length; i += 2) {
        points.add(new double[] {numbers[i], numbers[i + 1]});
      }
      paths.add(points);
    }
    return paths;
  }

  /** How many pieces the first path of a number of points has. */
  long pieces(int points) {
    List<List<double[]>> paths = paths();
    for (int i = 0; i < paths.size(); i++) {
      if (paths.get(i).size() == points) {
        return all("path").get(i).getAttribute("d").chars().filter(c -> c == 'M').count();
      }
    }
    throw new AssertionError("no path of " + points + " points");
  }
}
