/**
 * General tools of the other packages: vectors, reproducible random numbers, threads, memory checks
 * and files that are replaced as a whole. They serve every section of the paper and hold no
 * physics. Open {@link larmor.numeric.RandomStream} and {@link larmor.numeric.Workers} first: with
 * them, the same seed gives the same bits on any number of threads.
 */
package larmor.numeric;
