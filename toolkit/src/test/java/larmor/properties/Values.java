package larmor.properties;

import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Random arguments of the properties, recognised by their type. */
final class Values extends DomainContextBase {
  /** A unit vector, uniform over the sphere, or along an axis. */
  @Provide
  Arbitrary<Vec3> directions() {
    Arbitrary<Vec3> any =
        Arbitraries.longs().map(seed -> RandomStream.of(seed, 0).direction()).dontShrink();
    Arbitrary<Vec3> axes =
        Combinators.combine(Arbitraries.of(Vec3.X, Vec3.Y, Vec3.Z), Arbitraries.of(-1.0, 1.0))
            .as(Vec3::times);
    return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(9, any), net.jqwik.api.Tuple.of(1, axes));
  }
}
