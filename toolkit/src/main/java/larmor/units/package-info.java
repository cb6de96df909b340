/**
 * Physical units and constants, given by their values in SI. All numbers inside the toolkit are in
 * SI; these units are used to enter and read numbers in the paper's µG, pc and PeV. Read {@link
 * larmor.units.Units} first.
 */
package larmor.units;
