package org.ecg4j.signal;

/** A complex number, as much of it as filter design needs. */
record Complex(double re, double im) {
  static final Complex ZERO = real(0);

  static Complex real(double value) {
    return new Complex(value, 0);
  }

  boolean isReal() {
    return im == 0;
  }

  double abs() {
    return Math.hypot(re, im);
  }

  Complex conjugate() {
    return new Complex(re, -im);
  }

  Complex negate() {
    return new Complex(-re, -im);
  }

  Complex plus(Complex other) {
    return new Complex(re + other.re, im + other.im);
  }

  Complex minus(Complex other) {
    return new Complex(re - other.re, im - other.im);
  }

  Complex times(Complex other) {
    return new Complex(re * other.re - im * other.im, re * other.im + im * other.re);
  }

  Complex times(double factor) {
    return new Complex(re * factor, im * factor);
  }

  Complex dividedBy(Complex other) {
    double norm = other.re * other.re + other.im * other.im;
    return new Complex(
        (re * other.re + im * other.im) / norm, (im * other.re - re * other.im) / norm);
  }

  /** The square root with a real part that is not negative. */
  Complex sqrt() {
    double modulus = abs();
    if (modulus == 0) {
      return ZERO;
    }
    double half = Math.sqrt((modulus + Math.abs(re)) / 2);
    double other = Math.abs(im) / (2 * half);
    double sign = Math.copySign(1, im);
    return re >= 0 ? new Complex(half, sign * other) : new Complex(other, sign * half);
  }
}
