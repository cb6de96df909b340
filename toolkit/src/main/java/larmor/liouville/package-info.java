/**
 * Sky maps from back-traced trajectories by Liouville's theorem: the weight of each trajectory
 * where it crosses a sphere, the pixels of the map, and numerical tests of the theorem itself. The
 * maps are those of section 4.2 of López-Barquero et al. (2016, ApJ 830, 19), Figures 2 to 4, whose
 * spectra are Figures 5 and 6. Read {@link larmor.liouville.Liouville} first: it makes a {@link
 * larmor.liouville.WeightedSky} from an ensemble and a {@link larmor.liouville.BoundaryWeight}.
 */
package larmor.liouville;
