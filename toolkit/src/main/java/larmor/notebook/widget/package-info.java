/**
 * Sliders, menus, boxes to tick and buttons below a cell, linked to a function that draws a figure
 * again whenever a value changes.
 *
 * <p>It serves to explore what the paper's figures hold fixed: the radius of the sphere and the
 * smoothing of Figure 3, the observer, the energy and the amplitude of the dipole of Figure 5.
 *
 * <p>Begin with {@link larmor.notebook.widget.Interaction#interact}; without a page that shows
 * widgets, as in IJava or on a static site, the figure for the first values is shown.
 */
package larmor.notebook.widget;
