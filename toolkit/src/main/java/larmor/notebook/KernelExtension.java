package larmor.notebook;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** Found by JJava on the class path: registers the views of figures, charts, tables and checks. */
public final class KernelExtension implements Extension {
  @Override
  public void install(BaseKernel kernel) {
    try {
      Kernels.register(kernel.getRenderer());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "this version of JJava has another renderer: use the version in binder/requirements.txt",
          e);
    }
  }
}
