/**
 * General tools of the other packages: vectors, reproducible random numbers, threads, memory checks
 * and files that are replaced as a whole. All other packages use them, and they contain no physics.
 * Read {@link larmor.numeric.RandomStream} and {@link larmor.numeric.Workers} first: with them, the
 * same seed gives the same bits on any number of threads. {@link larmor.numeric.ClassCopies} keeps
 * the speed of a loop independent of what ran before.
 */
package larmor.numeric;
