/**
 * Ensembles on Apache Spark, for more particles than one machine can trace: a {@link
 * larmor.cluster.Scan} is traced by a {@link larmor.cluster.Cluster} in partitions of consecutive
 * particles, each of which is written as a Parquet file and counts only with its checksum. Skies
 * are summed in order of the particles and have the bits of {@link larmor.liouville.Liouville#sky}
 * on one machine, for any number of executors and after any failure. Spark and Parquet are no
 * dependencies of the toolkit: a cluster has them, and other programs add {@code spark-core_2.13}
 * and {@code parquet-hadoop}.
 */
package larmor.cluster;
