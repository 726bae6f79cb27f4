package org.ecg4j.signal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A filter as zeros, poles and gain, on its way from the analog Butterworth prototype to digital
 * second-order sections. The steps are those of {@code scipy.signal.butter(..., output='sos')}, so
 * that sections come out with the same members in the same order.
 */
record ZerosPoles(List<Complex> zeros, List<Complex> poles, double gain) {

  /** An imaginary part below this share of the modulus is rounding error. */
  private static final double REAL_TOLERANCE = 100 * Math.ulp(1.0);

  /** The analog low-pass filter with cut-off 1 rad/s: poles evenly on the left unit half circle. */
  static ZerosPoles butterworthPrototype(int order) {
    List<Complex> poles = new ArrayList<>();
    for (int m = 1 - order; m < order; m += 2) {
      double angle = Math.PI * m / (2.0 * order);
      poles.add(new Complex(-Math.cos(angle), m == 0 ? 0 : -Math.sin(angle)));
    }
    return new ZerosPoles(List.of(), poles, 1);
  }

  ZerosPoles toLowPass(double cutoff) {
    return new ZerosPoles(
        zeros.stream().map(z -> z.times(cutoff)).toList(),
        poles.stream().map(p -> p.times(cutoff)).toList(),
        gain * Math.pow(cutoff, degree()));
  }

  ZerosPoles toHighPass(double cutoff) {
    List<Complex> newZeros = new ArrayList<>(inverted(zeros, cutoff));
    addCopies(newZeros, Complex.ZERO, degree());
    return new ZerosPoles(newZeros, inverted(poles, cutoff), invertedGain());
  }

  ZerosPoles toBandPass(double centre, double width) {
    List<Complex> newZeros = shifted(zeros.stream().map(z -> z.times(width / 2)).toList(), centre);
    addCopies(newZeros, Complex.ZERO, degree());
    return new ZerosPoles(
        newZeros,
        shifted(poles.stream().map(p -> p.times(width / 2)).toList(), centre),
        gain * Math.pow(width, degree()));
  }

  ZerosPoles toBandStop(double centre, double width) {
    List<Complex> newZeros = shifted(inverted(zeros, width / 2), centre);
    addCopies(newZeros, new Complex(0, centre), degree());
    addCopies(newZeros, new Complex(0, -centre), degree());
    return new ZerosPoles(newZeros, shifted(inverted(poles, width / 2), centre), invertedGain());
  }

  /** The digital filter with the same response at warped frequencies. */
  ZerosPoles bilinear(double samplingRate) {
    Complex twice = Complex.real(2 * samplingRate);
    List<Complex> newZeros = new ArrayList<>();
    List<Complex> newPoles = new ArrayList<>();
    Complex ratio = Complex.real(1);
    for (Complex z : zeros) {
      newZeros.add(twice.plus(z).dividedBy(twice.minus(z)));
      ratio = ratio.times(twice.minus(z));
    }
    Complex divisor = Complex.real(1);
    for (Complex p : poles) {
      newPoles.add(twice.plus(p).dividedBy(twice.minus(p)));
      divisor = divisor.times(twice.minus(p));
    }
    addCopies(newZeros, Complex.real(-1), degree());
    return new ZerosPoles(newZeros, newPoles, gain * ratio.dividedBy(divisor).re());
  }

  /**
   * Second-order sections {@code {b0, b1, b2, 1, a1, a2}}. The poles nearest to the unit circle
   * come last, each pair with the zeros nearest to it, which keeps peaks inside the cascade small;
   * the gain sits in the first section.
   */
  double[][] toSections() {
    List<Complex> p = new ArrayList<>(poles);
    List<Complex> z = new ArrayList<>(zeros);
    addCopies(p, Complex.ZERO, z.size() - p.size());
    addCopies(z, Complex.ZERO, p.size() - z.size());
    if (p.size() % 2 == 1) {
      p.add(Complex.ZERO);
      z.add(Complex.ZERO);
    }
    double[][] sections = new double[p.size() / 2][];
    p = halves(p);
    z = halves(z);
    for (int s = sections.length - 1; s >= 0; s--) {
      Complex p1 = p.remove(nearestToUnitCircle(p, false));
      if (!p1.isReal() && p.size() + 1 == z.size() && reals(p) == 1 && reals(z) == 1) {
        // One real pole and one real zero are left for the last section: take a complex zero here.
        Complex z1 = z.remove(nearest(z, p1, Match.COMPLEX));
        sections[s] = section(z1, z1.conjugate(), p1, p1.conjugate());
        continue;
      }
      Complex p2 = p1.isReal() ? p.remove(nearestToUnitCircle(p, true)) : p1.conjugate();
      Complex z1 = z.remove(nearest(z, p1, Match.ANY));
      Complex z2 = z1.isReal() ? z.remove(nearest(z, p1, Match.REAL)) : z1.conjugate();
      sections[s] = section(z1, z2, p1, p2);
    }
    for (int i = 0; i < 3; i++) {
      sections[0][i] *= gain;
    }
    return sections;
  }

  private int degree() {
    return poles.size() - zeros.size();
  }

  private double invertedGain() {
    Complex numerator = Complex.real(1);
    for (Complex z : zeros) {
      numerator = numerator.times(z.negate());
    }
    Complex denominator = Complex.real(1);
    for (Complex p : poles) {
      denominator = denominator.times(p.negate());
    }
    return gain * numerator.dividedBy(denominator).re();
  }

  private static List<Complex> inverted(List<Complex> roots, double scale) {
    return roots.stream().map(root -> Complex.real(scale).dividedBy(root)).toList();
  }

  /** Moves each root of a low-pass filter to both sides of the band's centre. */
  private static List<Complex> shifted(List<Complex> roots, double centre) {
    List<Complex> result = new ArrayList<>();
    Complex square = Complex.real(centre * centre);
    for (Complex root : roots) {
      result.add(root.plus(root.times(root).minus(square).sqrt()));
    }
    for (Complex root : roots) {
      result.add(root.minus(root.times(root).minus(square).sqrt()));
    }
    return result;
  }

  private static void addCopies(List<Complex> roots, Complex value, int count) {
    for (int i = 0; i < count; i++) {
      roots.add(value);
    }
  }

  /** One of each conjugate pair (imaginary part above 0), then the real ones, each by real part. */
  private static List<Complex> halves(List<Complex> roots) {
    Comparator<Complex> order =
        Comparator.comparingDouble(Complex::re).thenComparingDouble(root -> Math.abs(root.im()));
    List<Complex> pairs = new ArrayList<>();
    List<Complex> real = new ArrayList<>();
    for (Complex root : roots) {
      if (Math.abs(root.im()) <= REAL_TOLERANCE * root.abs()) {
        real.add(Complex.real(root.re()));
      } else if (root.im() > 0) {
        pairs.add(root);
      }
    }
    pairs.sort(order);
    real.sort(order);
    pairs.addAll(real);
    return pairs;
  }

  private static long reals(List<Complex> roots) {
    return roots.stream().filter(Complex::isReal).count();
  }

  private static int nearestToUnitCircle(List<Complex> roots, boolean realOnly) {
    int best = -1;
    double bestDistance = Double.POSITIVE_INFINITY;
    for (int i = 0; i < roots.size(); i++) {
      double distance = Math.abs(1 - roots.get(i).abs());
      if (distance < bestDistance && (!realOnly || roots.get(i).isReal())) {
        best = i;
        bestDistance = distance;
      }
    }
    return best;
  }

  private enum Match {
    ANY,
    REAL,
    COMPLEX
  }

  private static int nearest(List<Complex> roots, Complex to, Match match) {
    int best = -1;
    double bestDistance = Double.POSITIVE_INFINITY;
    for (int i = 0; i < roots.size(); i++) {
      Complex root = roots.get(i);
      boolean fits = match == Match.ANY || root.isReal() == (match == Match.REAL);
      double distance = root.minus(to).abs();
      if (fits && distance < bestDistance) {
        best = i;
        bestDistance = distance;
      }
    }
    return best;
  }

  private static double[] section(Complex z1, Complex z2, Complex p1, Complex p2) {
    return new double[] {
      1, -z1.plus(z2).re(), z1.times(z2).re(), 1, -p1.plus(p2).re(), p1.times(p2).re()
    };
  }
}
