/**
 * Physical units and constants as their values in SI. All numbers inside the toolkit are in SI; the
 * paper's µG, pc and PeV are entered and read with these. Open {@link larmor.units.Units} first.
 */
package larmor.units;
