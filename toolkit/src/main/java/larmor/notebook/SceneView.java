package larmor.notebook;

/**
 * A parallel projection of a scene.
 *
 * @param turn angle of the reader about the z axis, from the x axis [rad]
 * @param tilt angle of the reader above the xy plane [rad]
 */
record SceneView(double turn, double tilt) {
  /** Returns the distance of a point to the right of the centre. */
  double right(double x, double y) {
    return -Math.sin(turn) * x + Math.cos(turn) * y;
  }

  /** Returns the distance of a point above the centre. */
  double up(double x, double y, double z) {
    return -Math.sin(tilt) * (Math.cos(turn) * x + Math.sin(turn) * y) + Math.cos(tilt) * z;
  }

  /** Returns the distance of a point from the centre towards the reader. */
  double near(double x, double y, double z) {
    return Math.cos(tilt) * (Math.cos(turn) * x + Math.sin(turn) * y) + Math.sin(tilt) * z;
  }
}
