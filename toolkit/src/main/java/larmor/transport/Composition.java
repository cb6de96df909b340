package larmor.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import larmor.numeric.CsvTable;
import larmor.orbit.Species;
import larmor.units.Constants;
import larmor.units.Units;

/**
 * The energy spectra of groups of cosmic-ray nuclei, as a sum over populations with a common cutoff
 * in rigidity: dN/dlnE = Σ a E^(−γ) exp(−E/(Z R_c)), where E is the energy of the whole particle.
 * The numbers come from a file; the project has those of Gaisser (2012, Astropart. Phys. 35, 801),
 * {@code data/composition-h3a.csv}. Immutable.
 */
public final class Composition {
  private static final double DALTON = 1.660_539_066_60e-27;
  private static final String[] HEADING = {
    "population", "cutoff_GV", "nucleus", "charge", "mass_number", "a", "exponent"
  };

  /** One term of the sum for one nucleus. */
  private record Term(double a, double exponent, double cutoff) {
    double at(double gigaelectronvolts) {
      return a * Math.pow(gigaelectronvolts, -exponent) * Math.exp(-gigaelectronvolts / cutoff);
    }
  }

  private final List<Species> nuclei;
  private final List<List<Term>> terms;

  private Composition(List<Species> nuclei, List<List<Term>> terms) {
    this.nuclei = List.copyOf(nuclei);
    this.terms = List.copyOf(terms);
  }

  /**
   * Reads a composition from a CSV file with the heading
   * population,cutoff_GV,nucleus,charge,mass_number,a,exponent and one line for each population and
   * nucleus. Lines that begin with # are comments.
   *
   * @param file the file
   * @return the composition
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if the heading is another, a number is missing or cannot be, a
   *     nucleus has two charges or masses, or a population has a nucleus twice
   */
  public static Composition read(Path file) throws IOException {
    Set<String> given = new HashSet<>();
    Map<String, Species> species = new LinkedHashMap<>();
    Map<String, List<Term>> terms = new LinkedHashMap<>();
    for (CsvTable.Row row : CsvTable.read(file, HEADING).rows()) {
      String name = row.text(2);
      if (!given.add(row.text(0) + ", " + name)) {
        throw row.refusal(
            "gives the nucleus "
                + name
                + " of population "
                + row.text(0)
                + " a second time: keep one of the lines");
      }
      int charge = row.wholeNumber(3);
      int nucleons = row.wholeNumber(4);
      double cutoff = row.number(1);
      double a = row.number(5);
      if (charge < 1 || nucleons < charge || !(cutoff > 0) || !(a >= 0)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s gives the nucleus %s the charge %d, %d nucleons, the cutoff %s GV and a = %s:"
                    + " the charge is 1 or more, the number of nucleons no less than the charge, the"
                    + " cutoff positive and a not negative",
                file,
                name,
                charge,
                nucleons,
                cutoff,
                a));
      }
      double mass =
          nucleons == 1
              ? Constants.PROTON_MASS
              : nucleons * DALTON - charge * Constants.ELECTRON_MASS;
      Species nucleus = new Species(name, charge * Constants.ELEMENTARY_CHARGE, mass);
      Species before = species.putIfAbsent(name, nucleus);
      if (before != null && !before.equals(nucleus)) {
        throw new IllegalArgumentException(
            file + " gives the nucleus " + name + " two charges or masses: use one name for each");
      }
      terms
          .computeIfAbsent(name, n -> new ArrayList<>())
          .add(new Term(a, row.number(6), charge * cutoff));
    }
    if (species.isEmpty()) {
      throw new IllegalArgumentException(file + " has no nuclei: give a line for each");
    }
    return new Composition(List.copyOf(species.values()), List.copyOf(terms.values()));
  }

  /**
   * Returns the groups of nuclei. The mass of a group is that of its mass number.
   *
   * @return the nuclei in the order of the file; unmodifiable
   */
  public List<Species> nuclei() {
    return nuclei;
  }

  /**
   * Returns the flux of each group of nuclei.
   *
   * @param energy energy of the particle [J], positive
   * @return dN/dlnE in the unit of a, which is 1/(m² s sr) in the file of the project, in the order
   *     of {@link #nuclei}
   * @throws IllegalArgumentException if the energy is not positive and finite
   */
  public double[] fluxes(double energy) {
    if (!(energy > 0 && energy < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "there is no flux at an energy of " + energy + " J: give a positive, finite energy");
    }
    double[] fluxes = new double[nuclei.size()];
    for (int i = 0; i < fluxes.length; i++) {
      for (Term term : terms.get(i)) {
        fluxes[i] += term.at(energy / Units.GeV);
      }
    }
    return fluxes;
  }

  /**
   * Returns the share of each group of nuclei among the particles of an energy.
   *
   * @param energy energy of the particle [J], positive
   * @return fractions in the order of {@link #nuclei}, with the sum 1
   * @throws IllegalArgumentException if the energy is not positive and finite, or no particle has
   *     it
   */
  public double[] fractions(double energy) {
    double[] fractions = fluxes(energy);
    double sum = 0;
    for (double f : fractions) {
      sum += f;
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "no nucleus has an energy of %.3g PeV in this composition: give a lower energy",
              energy / Units.PeV));
    }
    for (int i = 0; i < fractions.length; i++) {
      fractions[i] /= sum;
    }
    return fractions;
  }

  @Override
  public String toString() {
    return "composition of " + String.join(", ", nuclei.stream().map(Species::name).toList());
  }
}
