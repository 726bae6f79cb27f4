package org.ecg4j.plots;

import java.awt.Graphics2D;

/** Draws a picture's content; called anew for each output, so it must not change what it draws. */
@FunctionalInterface
interface Painter {
  void paint(Graphics2D g);
}
