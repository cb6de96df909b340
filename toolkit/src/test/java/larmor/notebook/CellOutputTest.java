package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.dflib.jjava.jupyter.channels.IOPubChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishStatus;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zeromq.ZMQ;

class CellOutputTest {
  private final ZMQ.Context context = ZMQ.context(1);
  private final Page page = new Page(context);
  private final CellOutput output = new CellOutput(new Original(page));

  /** The page, which keeps the content of each message. */
  private static final class Page extends IOPubChannel {
    final List<Object> received = Collections.synchronizedList(new ArrayList<>());

    Page(ZMQ.Context context) {
      super(context, HMACGenerator.NO_AUTH_INSTANCE);
    }

    @Override
    public synchronized void sendMessage(Message<?> message) {
      received.add(message.getContent());
    }
  }

  private static final class Original extends ShellReplyEnvironment {
    Original(Page page) {
      super(null, null, page, null);
    }

    @Override
    public String readFromStdIn(String prompt, boolean isPassword) {
      return "answer to " + prompt;
    }
  }

  @AfterEach
  void close() {
    page.close();
    context.close();
  }

  /** Returns the received messages: the text after out: or err:, or the name of the type. */
  private List<String> shown() {
    return page.received.stream()
        .map(
            content ->
                content instanceof PublishStream stream
                    ? (stream.getStreamType() == PublishStream.StreamType.OUT ? "out:" : "err:")
                        + stream.getText()
                    : content.getClass().getSimpleName())
        .toList();
  }

  @Test
  void linesAreCollectedIntoFewMessages() {
    long start = System.nanoTime();
    StringBuilder printed = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      output.writeToStdOut("line " + i + "\n");
      printed.append("line ").append(i).append('\n');
    }
    output.resolveDeferrals();
    long periods = (System.nanoTime() - start) / 100_000_000;
    assertEquals(
        printed.toString(),
        shown().stream().map(m -> m.substring(4)).collect(Collectors.joining()));
    long most = 2 + periods + printed.length() / 65_536;
    assertTrue(page.received.size() <= most, page.received.size() + " messages, not " + most);
  }

  @Test
  void textComesBeforeTheErrorThatFollowsIt() {
    output.writeToStdOut("a\n");
    output.writeToStdOut("b\n");
    output.publish(new PublishError("E", "e", List.of()));
    output.resolveDeferrals();
    assertEquals("a\nb\n", String.join("", texts()));
    assertEquals("PublishError", shown().get(shown().size() - 1));
  }

  private List<String> texts() {
    return shown().stream().filter(m -> m.contains(":")).map(m -> m.substring(4)).toList();
  }

  @Test
  void textOfBothStreamsKeepsItsOrder() {
    for (int i = 0; i < 3; i++) {
      output.writeToStdOut("a" + i);
      output.writeToStdErr("b" + i);
    }
    output.resolveDeferrals();
    assertEquals(List.of("out:a0", "err:b0", "out:a1", "err:b1", "out:a2", "err:b2"), shown());
  }

  @Test
  void textAppearsWhileTheCellRuns() throws InterruptedException {
    output.writeToStdOut("first");
    waitFor(1);
    output.writeToStdOut("second");
    waitFor(2);
    assertEquals(List.of("out:first", "out:second"), shown());
  }

  private void waitFor(int messages) throws InterruptedException {
    for (int i = 0; i < 6000 && page.received.size() < messages; i++) {
      Thread.sleep(10);
    }
  }

  @Test
  void textComesBeforeTheQuestionThatFollowsIt() {
    output.writeToStdOut("name? ");
    assertEquals("answer to ", output.readFromStdIn());
    assertEquals(List.of("out:name? "), shown());
  }

  @Test
  void textComesBeforeTheIdleState() {
    output.setBusyDeferIdle();
    output.writeToStdOut("a");
    output.resolveDeferrals();
    output.writeToStdOut("late");
    assertEquals(List.of("PublishStatus", "out:a", "PublishStatus", "out:late"), shown());
    assertEquals(PublishStatus.IDLE, page.received.get(2));
  }

  @Test
  void failureOfTheCompilerIsShownAtTheEndUnlessItIsDropped() throws InterruptedException {
    output.publish(new PublishExecuteInput("x", 7));
    assertEquals(7, output.executionCount());
    output.writeToStdErr("An exception has occurred in the compiler (17)\n");
    output.writeToStdErr("\tat Attr\n");
    Thread user = new Thread(() -> output.writeToStdErr("of the cell\n"));
    user.start();
    user.join();
    output.resolveDeferrals();
    assertEquals(
        List.of(
            "PublishExecuteInput",
            "err:of the cell\n",
            "err:An exception has occurred in the compiler (17)\n\tat Attr\n"),
        shown());
    CellOutput other = new CellOutput(new Original(page));
    other.writeToStdErr("An exception has occurred in the compiler (17)\n");
    other.dropCompilerFailure();
    other.resolveDeferrals();
    assertEquals(3, page.received.size());
  }
}
