package larmor.liouville;

import larmor.numeric.Vec3;

/**
 * A boundary weight that is printed as its formula.
 *
 * @param formula formula of the weight, for example "1 + 0.5 û·ĝ"
 * @param weight function that computes the weight
 */
record NamedWeight(String formula, BoundaryWeight weight) implements BoundaryWeight {
  @Override
  public double at(Vec3 position, Vec3 direction) {
    return weight.at(position, direction);
  }

  @Override
  public String toString() {
    return formula;
  }
}
