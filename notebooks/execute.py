"""Runs notebooks on their kernels; called by reproduce.py in the virtual environment.

python execute.py SOURCE TARGET SECONDS writes TARGET.ipynb and TARGET.html, prints a line
"cell i/n" before each cell and at the end one line of JSON: error or null, peak megabytes.

python execute.py reads such notebooks from the standard input, each a line of JSON with a list:
source, target, seconds, and the file for the error stream. On Linux a copy of this process runs each
notebook, so that the libraries are imported once, and this process then prints a line "end".
Elsewhere this process runs the first notebook itself and ends.
"""

import contextlib
import copy
import json
import os
import re
import signal
import sys
from pathlib import Path

# jsonschema, which nbformat needs, compiles the grammar of IRIs as soon as it finds this package.
# That takes longer than all other imports, and no notebook is checked for IRIs.
sys.modules["rfc3987_syntax"] = None

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, CellExecutionError, DeadKernelError

import environment
from page import page

WIDGET = "application/vnd.jupyter.widget-view+json"


def peak_megabytes():
    """Of the kernel, which has ended; None where the system does not tell."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def without_widgets(notebook):
    """The notebook for a page without a kernel, where pictures take the place of sliders."""
    still = copy.deepcopy(notebook)
    for cell in still.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET, None)
    return still


def leave_out_spark(client):
    """The kernel will start without Spark's jars, which slow its first cells down."""
    manager = client.create_kernel_manager()
    manager.kernel_spec.env["JJAVA_CLASSPATH"] = environment.toolkit_classpath(spark=False)


def main(source, target, seconds):
    notebook = nbformat.read(source, 4)
    cells = [c for c in notebook.cells if c.cell_type == "code"]
    told = []

    def tell(cell, cell_index):
        if cell.cell_type == "code":
            told.append(cell_index)
            print("cell %d/%d" % (len(told), len(cells)), flush=True)

    client = NotebookClient(
        notebook, timeout=float(seconds), kernel_name="java", on_cell_start=tell,
        store_widget_state=False,
        resources={"metadata": {"path": str(Path(source).parent)}})
    if not environment.needs_spark(Path(source)):
        leave_out_spark(client)
    error = None
    try:
        client.execute()
    except CellExecutionError as failure:
        error = re.sub(r"\x1b\[[0-9;]*m", "", failure.evalue or failure.ename).strip()
    except (CellControlSignal, TimeoutError):
        error = "a cell took more than %s s" % seconds
    except DeadKernelError:
        error = "the kernel died"
    nbformat.write(notebook, target + ".ipynb")
    Path(target + ".html").write_text(page(without_widgets(notebook), Path(source).stem), encoding="utf-8")
    print(json.dumps({"error": error, "peak": peak_megabytes()}), flush=True)


def main_in_a_copy(log, *notebook):
    """The same in a copy of this process that writes its errors to a file and is stopped with it."""
    sys.stdout.flush()
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
    copy_of_this = os.fork()
    if copy_of_this == 0:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
        with open(log, "ab") as errors:
            os.dup2(errors.fileno(), 2)  # also those of the kernel
        main(*notebook)
        sys.exit()

    def stop(*_):
        with contextlib.suppress(ProcessLookupError):
            os.kill(copy_of_this, signal.SIGTERM)

    before = signal.signal(signal.SIGTERM, stop)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
    os.waitpid(copy_of_this, 0)
    signal.signal(signal.SIGTERM, before)


def serve(lines, can_copy=sys.platform == "linux"):
    """Runs the notebooks that the lines name."""
    for line in lines:
        source, target, seconds, log = json.loads(line)
        if not can_copy:
            return main(source, target, seconds)
        main_in_a_copy(log, source, target, seconds)
        print("end", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(*sys.argv[1:])
    else:
        serve(sys.stdin)
