/**
 * Classes for what a notebook shows and records: plots, sky maps, pictures of a cube, tables and
 * progress bars for the notebook page, checks against the paper that are written to a CSV file, and
 * the provenance of the numbers.
 *
 * <p>This package draws all figures and tables of López-Barquero et al. (2016): {@link
 * larmor.notebook.SkyPanels} draws the sky maps of Figures 2 to 4, {@link
 * larmor.notebook.SpectrumPlot} the power spectra of Figures 5 and 6, and {@link
 * larmor.notebook.Plot} Figures 1 and 7.
 *
 * <p>Read {@link larmor.notebook.Notebook} first: {@code Notebook.start} begins every notebook.
 */
package larmor.notebook;
