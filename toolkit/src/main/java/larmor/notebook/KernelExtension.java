package larmor.notebook;

import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Registers the views of figures, charts, tables and checks with the JJava kernel, adds
 * explanations to its error messages, releases values that cells have replaced, collects the text
 * that cells print, ends interrupted cells between two statements, and answers also where the
 * kernel fails. JJava finds this class through {@link java.util.ServiceLoader} and creates an
 * instance; notebooks need not name the class.
 */
public final class KernelExtension implements Extension {
  /** Creates the extension. The kernel calls this constructor. */
  public KernelExtension() {}

  /**
   * Registers the views of figures, charts, tables and checks.
   *
   * @param kernel the running kernel
   * @throws IllegalStateException if the kernel has another renderer than the supported version
   */
  @Override
  public void install(BaseKernel kernel) {
    try {
      Kernels.register(kernel.getRenderer());
      JShell shell = (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
      CellErrors.follow(shell, () -> System.err);
      ReplacedValues.follow(shell, KernelExtension.class.getClassLoader());
      CellInterrupts interrupts = new CellInterrupts(kernel);
      interrupts.follow(shell);
      KernelRequests.follow(interrupts);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "the views cannot be registered with this version of JJava: use the version in"
              + " binder/requirements.txt",
          e);
    }
  }
}
