package larmor.cluster;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.TaskKilled;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Counts the attempts at the partitions of jobs. It listens to Spark as long as the connection
 * exists, because a listener that an interrupted thread removes leaves Spark waiting.
 */
final class Attempts extends SparkListener {
  private static final long WAIT_S = 10;

  /** The counts of the jobs that run, by the names of their groups. */
  private final Map<String, Tally> jobs = new HashMap<>();

  /** The attempts of one job so far. */
  private static final class Tally {
    final Set<Integer> stages = new HashSet<>();
    final CountDownLatch ended = new CountDownLatch(1);
    int job = -1;
    int started;
    int repeated;
    int lost;
  }

  /**
   * How often partitions were attempted.
   *
   * @param all number of attempts, one for each partition if nothing went wrong
   * @param repeated attempts at partitions another attempt at which was slow
   * @param lost attempts that failed, or whose executor was lost
   * @param complete whether Spark has reported all of them
   */
  record Count(int all, int repeated, int lost, boolean complete) {
    @Override
    public String toString() {
      return (complete ? "" : "at least ")
          + all
          + (all == 1 ? " attempt" : " attempts")
          + (repeated == 0 ? "" : ", " + repeated + " of them because another one was slow")
          + (lost == 0 ? ", none lost" : ", " + lost + " of them lost");
    }
  }

  /** Begins to count for a job that will have a group of this name. */
  synchronized void begin(String group) {
    jobs.put(group, new Tally());
  }

  /** Ends the count of a job. */
  synchronized void end(String group) {
    jobs.remove(group);
  }

  private synchronized Tally tally(String group) {
    return jobs.get(group);
  }

  /**
   * The attempts of a job that is complete, as soon as Spark has reported its end.
   *
   * @throws InterruptedException if the calling thread is interrupted
   */
  Count count(String group) throws InterruptedException {
    Tally tally = tally(group);
    boolean complete = tally.ended.await(WAIT_S, TimeUnit.SECONDS);
    synchronized (this) {
      return new Count(tally.started, tally.repeated, tally.lost, complete);
    }
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    Tally tally = jobs.get(start.properties().getProperty("spark.jobGroup.id", ""));
    if (tally != null) {
      tally.job = start.jobId();
      CollectionConverters.asJava(start.stageInfos()).forEach(s -> tally.stages.add(s.stageId()));
    }
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart start) {
    for (Tally tally : jobs.values()) {
      if (tally.stages.contains(start.stageId())) {
        tally.started++;
        tally.repeated += start.taskInfo().speculative() ? 1 : 0;
      }
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    for (Tally tally : jobs.values()) {
      // an attempt that is killed is one whose partition another attempt has completed
      if (tally.stages.contains(end.stageId())
          && end.reason() instanceof TaskFailedReason
          && !(end.reason() instanceof TaskKilled)) {
        tally.lost++;
      }
    }
  }

  @Override
  public synchronized void onJobEnd(SparkListenerJobEnd end) {
    for (Tally tally : jobs.values()) {
      if (tally.job == end.jobId()) {
        tally.ended.countDown();
      }
    }
  }
}
