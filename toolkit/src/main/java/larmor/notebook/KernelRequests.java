package larmor.notebook;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.Loop;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;

/**
 * Answers the requests of the notebook page also when the kernel fails with an {@link Error}, and
 * sends the output of cells as a {@link CellOutput}, tells {@link CellInterrupts} when a cell
 * begins, is interrupted and ends, and has {@link WaitingCells} answer the cells behind a failed
 * one. JJava catches exceptions only. An error in its own thread, such as the stack overflow of the
 * Java compiler in a deeply nested expression, would end that thread, and the kernel would not
 * answer any more.
 *
 * <p>JJava gives its extensions no access to its connection. Therefore this class reads private
 * fields of JJava once, when the kernel starts. Where JJava has other fields, it answers requests
 * itself, and an error ends the kernel, so that Jupyter starts another one.
 */
final class KernelRequests {
  /** Beginning of the names of the two threads in which JJava answers requests. */
  private static final String REQUEST_THREAD = "Shell-";

  /** Longest time until JJava has started these threads [ms]. */
  private static final long START = 60_000;

  /** Time between two looks for these threads [ms]. */
  private static final long LOOK = 2;

  /** Pause of a thread after an error while it read a request [ms]. */
  private static final long PAUSE = 50;

  /** Time after an error after which the next error is no longer counted with it [ms]. */
  private static final long SAME_FAILURE = 1000;

  /** Number of errors, counted together, after which the kernel ends. */
  private static final int MOST_ERRORS = 20;

  private final boolean answersErrors;
  private long lastError = System.nanoTime();
  private int errors;

  private KernelRequests(boolean answersErrors) {
    this.answersErrors = answersErrors;
  }

  /** Answers requests as soon as JJava has connected. Returns at once. */
  static void follow(CellInterrupts interrupts) {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    Thread waiting =
        new Thread(() -> followWhenConnected(group, interrupts), "larmor-kernel-requests");
    waiting.setDaemon(true);
    waiting.start();
  }

  private static void followWhenConnected(ThreadGroup group, CellInterrupts interrupts) {
    long end = System.nanoTime() + START * 1_000_000;
    List<Loop> loops = List.of();
    while (loops.size() < 2 && System.nanoTime() < end) {
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        return;
      }
      loops = requestLoops(group);
    }
    Optional<JupyterConnection> connection =
        loops.stream().flatMap(loop -> connection(loop).stream()).findFirst();
    connection.ifPresent(open -> answerAll(open, interrupts));
    loops.forEach(loop -> loop.onError(new KernelRequests(connection.isPresent())::goOn));
  }

  private static List<Loop> requestLoops(ThreadGroup group) {
    Thread[] threads = new Thread[2 * group.activeCount() + 16];
    group.enumerate(threads);
    return Stream.of(threads)
        .filter(thread -> thread instanceof Loop && thread.getName().startsWith(REQUEST_THREAD))
        .map(Loop.class::cast)
        .toList();
  }

  /** Returns the connection whose requests a thread of JJava answers, or nothing. */
  private static Optional<JupyterConnection> connection(Loop loop) {
    try {
      Object body = read(Loop.class.getDeclaredField("loopBody"), loop);
      Object channel = captured(captured(body, Runnable.class), ShellChannel.class);
      Field connection = ShellChannel.class.getDeclaredField("connection");
      return Optional.of((JupyterConnection) read(connection, channel));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Object read(Field field, Object owner) throws IllegalAccessException {
    field.setAccessible(true);
    return field.get(owner);
  }

  /** Returns the value of a type that a lambda expression has captured. */
  private static Object captured(Object lambda, Class<?> type) throws ReflectiveOperationException {
    for (Field field : lambda.getClass().getDeclaredFields()) {
      if (type.isAssignableFrom(field.getType())) {
        return read(field, lambda);
      }
    }
    throw new NoSuchFieldException("a captured " + type.getName());
  }

  private static void answerAll(JupyterConnection connection, CellInterrupts interrupts) {
    answerCells(connection, MessageType.EXECUTE_REQUEST, interrupts);
    interruptCells(connection, MessageType.INTERRUPT_REQUEST, interrupts);
    answer(connection, MessageType.INSPECT_REQUEST, MessageType.INSPECT_REPLY);
    answer(connection, MessageType.COMPLETE_REQUEST, MessageType.COMPLETE_REPLY);
    answer(connection, MessageType.IS_COMPLETE_REQUEST, MessageType.IS_COMPLETE_REPLY);
  }

  private static <T> void answerCells(
      JupyterConnection connection, MessageType<T> request, CellInterrupts interrupts) {
    ShellHandler<T> jjava = connection.getHandler(request);
    WaitingCells waiting = new WaitingCells();
    connection.setHandler(
        request,
        (env, message) -> {
          if (waiting.isNextAborted()) {
            waiting.answer(env);
            return;
          }
          CellOutput output = new CellOutput(env);
          interrupts.begin();
          try {
            jjava.handle(output, message);
          } catch (Error e) {
            fail(output, e);
          } finally {
            interrupts.end();
            if (output.hasFailed() && stopsOnError(message)) {
              waiting.abort(env);
            }
            output.resolveDeferrals();
          }
        });
  }

  private static boolean stopsOnError(Message<?> message) {
    return message.getContent() instanceof ExecuteRequest request && request.shouldStopOnError();
  }

  private static <T> void interruptCells(
      JupyterConnection connection, MessageType<T> request, CellInterrupts interrupts) {
    ShellHandler<T> jjava = connection.getHandler(request);
    connection.setHandler(
        request,
        (env, message) -> {
          interrupts.interrupt();
          jjava.handle(env, message);
        });
  }

  private static void fail(CellOutput output, Error e) {
    if (isOfDeepNesting(e)) {
      output.dropCompilerFailure();
    }
    ErrorReply error = reply(e);
    error.setExecutionCount(output.executionCount());
    output.publish(
        new PublishError(error.getErrorName(), error.getErrorMessage(), error.getStacktrace()));
    output.defer().replyError(MessageType.EXECUTE_REPLY.error(), error);
  }

  private static <T> void answer(
      JupyterConnection connection, MessageType<T> request, MessageType<?> reply) {
    ShellHandler<T> jjava = connection.getHandler(request);
    connection.setHandler(
        request,
        (env, message) -> {
          try {
            jjava.handle(env, message);
          } catch (Error e) {
            env.replyError(reply.error(), reply(e));
          }
        });
  }

  private static ErrorReply reply(Error e) {
    String sentence = sentence(e);
    String name = (isOfDeepNesting(e) ? StackOverflowError.class : e.getClass()).getSimpleName();
    return new ErrorReply(name, sentence, List.of(sentence));
  }

  /** Returns a sentence about an error in the thread that compiles cells and shows their values. */
  static String sentence(Error e) {
    if (isOfDeepNesting(e)) {
      return "This cell has an expression or statement with too many terms or too many levels of"
          + " brackets for the Java compiler, which can read some thousand: put parts of it into"
          + " variables or methods of their own.";
    }
    return "The cell could not be compiled or its value could not be shown: "
        + e.toString().lines().findFirst().orElse("Error");
  }

  /** Returns whether the Java compiler used up its stack. */
  private static boolean isOfDeepNesting(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof StackOverflowError) {
        return Stream.of(cause.getStackTrace())
            .anyMatch(frame -> frame.getClassName().startsWith("com.sun.tools.javac."));
      }
    }
    return false;
  }

  /**
   * Lets a thread of JJava go on after an error outside the requests that are answered here, and
   * ends the kernel if that does not help.
   *
   * @return the pause of the thread [ms]
   */
  private long goOn(Throwable e) {
    long now = System.nanoTime();
    errors = now - lastError < SAME_FAILURE * 1_000_000 ? errors + 1 : 1;
    lastError = now;
    System.err.println("The kernel failed at a request: " + e);
    if (errors > MOST_ERRORS || (e instanceof Error && !answersErrors)) {
      Runtime.getRuntime().halt(1);
    }
    return PAUSE;
  }
}
