"""Runs many cells in one kernel and measures whether its memory grows.

python3 .ci/soak.py                  1,000 cells, as many of them again that do nothing
python3 .ci/soak.py --minutes 60     cells for an hour
  --record                           writes the row into data/faults.csv and data/faults.md

The cells are those of a reader who runs a notebook again and again: ensembles, skies, spectra,
turbulence, charts, tables, progress bars, classes that are declared again, cells that fail. JShell
keeps the text and the class of each statement for ever, so the memory that is used after a garbage
collection grows by some kilobytes a cell whatever the cell does; this is measured with cells that
do nothing, one statement each, and subtracted. The cells of work have 1.6 statements on average.
Before each measurement the memory is filled, so that the kernel releases the values of replaced
variables. Ends with status 1 if the memory grows by more than 20 kB a cell that does nothing, or by
more than 20 kB a cell of work beyond that.
"""

import argparse
import os
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TOP / "notebooks"), str(TOP / ".ci")]
import environment

os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"

SETUP = """
    import larmor.field.*;
    import larmor.liouville.*;
    import larmor.notebook.*;
    import larmor.numeric.*;
    import larmor.orbit.*;
    import larmor.sky.*;
    import larmor.turbulence.*;
    import tech.tablesaw.api.*;
    import static larmor.notebook.Notebook.*;
    import static larmor.units.Units.*;
    System.setProperty("larmor.build", System.getProperty("java.io.tmpdir") + "/larmor-soak");
    var field = new UniformField(new Vec3(3 * muG, 0, 0));
    long used() throws InterruptedException {
      for (int i = 0; i < 4; i++) { System.gc(); Thread.sleep(50); }
      var memory = Runtime.getRuntime();
      return memory.totalMemory() - memory.freeMemory();
    }"""

CELLS = [
    """var ensemble = Backtracker.of(Species.PROTON, field).withGyroradius(10 * pc, 3 * muG)
        .withSpheres(20 * pc).withStopOutsideSphere(30 * pc).withMaximumGyrations(50)
        .run(LaunchDirections.stratified(4, 2, %d)).withLossesAllowed()""",
    """var sky = Liouville.paper().withEstimator(PixelEstimator.MEAN).withNside(4)
        .sky(ensemble, 20 * pc)""",
    "var spectrum = PowerSpectrum.of(SkyMap.of(8, v -> v.x() + %d * v.y() * v.z()))",
    "SkyMap.of(16, v -> v.x() * v.y() + %d)",
    """Plot.of("x", "y").line("a", new double[] {1, 2}, new double[] {1, %d})""",
    """var turbulence = GridTurbulence.of(TurbulenceSpectrum.goldreichSridhar(), 24).cube(%d)""",
    'Table.create("t", DoubleColumn.create("l [pc]", 1.5, %d))',
    """var bar = progress("soak");
       for (int i = 0; i <= 10; i++) { bar.at(i / 10.0); }""",
    "record Pair(int a, double b) {} ; var pair = new Pair(%d, 2); pair",
    "double square(double x) { return x * x + %d; }\nsquare(3)",
    "var large = new double[1_000_000]; large[%d] = 1; large.length",
    "Backtracker.of(Species.PROTON, field).run(LaunchDirections.uniform(10, %d))",  # is refused
]
FAILS = len(CELLS) - 1
EVERY = 100


class Kernel:
    def __init__(self):
        from jupyter_client.manager import start_new_kernel
        self.manager, self.client = start_new_kernel(
            kernel_name="java", cwd=str(TOP / "notebooks"))
        self.ran = 0
        self.run(SETUP)

    def run(self, code, fails=False):
        sent = []
        self.client.execute_interactive(
            code, timeout=600, output_hook=lambda m: sent.append((m["msg_type"], m["content"])))
        errors = [content for kind, content in sent if kind == "error"]
        if bool(errors) != fails:
            raise SystemExit("the cell %s %s" % (code, errors or "did not fail"))
        return [content for kind, content in sent if kind == "execute_result"]

    def used(self):
        """Bytes in use after a garbage collection, without what the kernel frees if memory is short."""
        self.run("var filled = new long[(int) (0.6 * Runtime.getRuntime().maxMemory() / 8)];")
        self.run("filled = null;")
        return int(self.run("used()")[-1]["data"]["text/plain"])

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def slope(samples):
    """Bytes a cell: the straight line of least squares through the second half of the samples."""
    half = samples[len(samples) // 2:]
    n = len(half)
    x = sum(a for a, _ in half) / n
    y = sum(b for _, b in half) / n
    return sum((a - x) * (b - y) for a, b in half) / sum((a - x) ** 2 for a, _ in half)


def soak(kernel, cells, seconds, fails=(), name=""):
    """[(cells run, bytes used)] while so many cells, or for so long, are run."""
    samples = []
    start = time.monotonic()
    count = 0
    while count < 4 * EVERY or (time.monotonic() - start < seconds if seconds else count < cells):
        which = count % len(CELLS)
        code = CELLS[which].replace("%d", str(count)) if name == "work" else "%d + 1" % count
        kernel.run(code, fails=name == "work" and which == FAILS)
        count += 1
        if count % EVERY == 0:
            samples.append((count, kernel.used()))
            print("%-7s: %6d cells, %4d s, %.1f MB used" % (
                name, count, time.monotonic() - start, samples[-1][1] / 1e6), flush=True)
    return samples


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cells", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--record", action="store_true")
    known = parser.parse_args()
    try:
        import jupyter_client
    except ImportError:
        python = str(environment.prepare("quick"))
        if sys.prefix != sys.base_prefix:
            raise SystemExit("The Python of notebooks/.venv has no jupyter_client: remove"
                             " notebooks/.venv, then run this again.") from None
        os.execv(python, [python, *sys.argv])
    kernel = Kernel()
    try:
        nothing = soak(kernel, known.cells, 0, name="nothing")
        start = time.monotonic()
        work = soak(kernel, known.cells, 60 * known.minutes, name="work")
        minutes = (time.monotonic() - start) / 60
    finally:
        kernel.close()
    idle, busy = slope(nothing) / 1e3, slope(work) / 1e3
    good = idle < 20 and busy - idle < 20
    remark = ("%.1f kB a cell of work, %.1f kB a cell that does nothing; %.0f MB after the first"
              " %d cells of work, %.0f MB after the last; %.0f minutes" % (
                  busy, idle, work[0][1] / 1e6, EVERY, work[-1][1] / 1e6, minutes))
    print(("ok: " if good else "FAILED: ") + remark)
    if known.record:
        import faults
        faults.record_soak(work[-1][0], good, remark)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
