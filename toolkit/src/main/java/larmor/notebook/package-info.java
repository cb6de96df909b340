/**
 * What a notebook shows and records: plots, sky maps, pictures of a cube and tables for the
 * notebook page, checks against the paper written to a CSV file, progress bars and provenance.
 *
 * <p>It serves all figures and tables of López-Barquero et al. (2016): {@link
 * larmor.notebook.SkyPanels} draws the sky maps of Figures 2 to 4, {@link
 * larmor.notebook.SpectrumPlot} the power spectra of Figures 5 and 6, and {@link
 * larmor.notebook.Plot} Figures 1 and 7.
 *
 * <p>Open {@link larmor.notebook.Notebook} first: {@code Notebook.start} begins every notebook.
 */
package larmor.notebook;
