"""Tests on the real kernel, in the virtual environment that reproduce.py makes:

notebooks/.venv/bin/python -m unittest notebooks/test_kernel.py
"""

import json
import os
import queue
import re
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path
from unittest import mock

os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"

import nbformat
from jupyter_client.manager import start_new_kernel

sys.path.insert(0, str(Path(__file__).parent))

import environment
import execute
import page


class OnKernel(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.manager, cls.client = start_new_kernel(
            kernel_name="java", cwd=str(Path(__file__).parent))
        cls.run_cell("""
            import java.nio.file.*;
            import larmor.field.*;
            import larmor.mhd.*;
            import larmor.notebook.*;
            import larmor.numeric.*;
            import larmor.orbit.*;
            import larmor.paper.*;
            import larmor.sky.*;
            import larmor.turbulence.*;
            import tech.tablesaw.api.*;
            import java.util.concurrent.atomic.*;
            import static larmor.notebook.Notebook.*;
            System.setProperty("larmor.build", System.getProperty("java.io.tmpdir") + "/larmor");""")

    @classmethod
    def tearDownClass(cls):
        cls.client.stop_channels()
        cls.manager.shutdown_kernel(now=True)

    @classmethod
    def run_cell(cls, code):
        """(type, content) of everything a cell sends to the page."""
        sent = []
        cls.client.execute_interactive(
            code, timeout=60, output_hook=lambda m: sent.append((m["msg_type"], m["content"])))
        return [(kind, content) for kind, content in sent
                if kind not in ("status", "execute_input")]

    def value(self, code):
        return self.run_cell(code)[-1][1]["data"]["text/plain"]

    def interrupted(self, code):
        """Runs a cell for two seconds and interrupts it: the kernel must answer at once."""
        message = self.client.execute(code)
        with self.assertRaises(queue.Empty, msg="it ended before it could be interrupted"):
            self.client.get_shell_msg(timeout=2)
        start = time.monotonic()
        self.manager.interrupt_kernel()
        reply = self.client.get_shell_msg(timeout=10)
        self.assertEqual(message, reply["parent_header"]["msg_id"])
        self.assertEqual("error", reply["content"]["status"])
        self.assertEqual("2", self.value("1 + 1"))
        self.assertLess(time.monotonic() - start, 2)
        return start


class Cells(OnKernel):
    def test_plot_is_a_picture_at_its_logical_size(self):
        (kind, content), = self.run_cell(
            'Plot.of("x", "y").line("a", new double[] {1, 2}, new double[] {1, 2})')
        self.assertEqual("execute_result", kind)
        self.assertGreater(len(content["data"]["image/png"]), 5000)
        self.assertEqual({"width": 640, "height": 420}, content["metadata"]["image/png"])
        self.assertEqual("y against x (a)", content["data"]["text/plain"])

    def test_table_is_a_page(self):
        (_, content), = self.run_cell('Table.create("t", DoubleColumn.create("l [pc]", 1.23456))')
        self.assertIn(">1.23</td>", content["data"]["text/html"])

    def test_figure_that_cannot_be_drawn_leaves_the_kernel_alive(self):
        self.run_cell("""
            class Broken implements Figure {
              public int width() { return 100; }
              public int height() { return 100; }
              public void paint(java.awt.Graphics2D g) { throw new NoClassDefFoundError("gone"); }
            }""")
        self.assertIn("Broken cannot be shown: java.lang.NoClassDefFoundError: gone",
                      self.value("new Broken()"))
        self.assertEqual("2", self.value("1 + 1"))

    def test_progress_moves_in_one_place_and_ends_as_one_line(self):
        sent = self.run_cell("""
            var bar = progress("protons");
            for (int i = 0; i <= 100; i++) { bar.at(i / 100.0); Thread.sleep(10); }""")
        kinds = [kind for kind, _ in sent]
        self.assertEqual("display_data", kinds[0])
        self.assertEqual({"update_display_data"}, set(kinds[1:]))
        self.assertLess(len(kinds), 20)
        self.assertEqual(1, len({content["transient"]["display_id"] for _, content in sent}))
        self.assertTrue(
            sent[-1][1]["data"]["text/plain"].startswith("protons: done in "), sent[-1])

    def test_interrupt_stops_the_workers_and_the_next_cell_runs(self):
        self.run_cell("var done = new AtomicLong();")
        self.interrupted("""Workers.all().forEach(1_000_000, progress("spin"), i -> {
            double s = 0;
            for (int k = 0; k < 100_000; k++) s += Math.sin(k);
            done.addAndGet(s > 1e9 ? 2 : 1); })""")
        first = int(self.value("Thread.sleep(1000); done.get()"))
        second = int(self.value("Thread.sleep(1000); done.get()"))
        self.assertGreater(first, 0)
        self.assertLess(first, 1_000_000)
        self.assertEqual(first, second)

    def test_interrupt_between_short_statements_ends_the_cell(self):
        self.run_cell("var reached = new AtomicLong();")
        statements = 500
        self.interrupted("".join("reached.set(%d);\n" % (i + 1) for i in range(statements)))
        reached = int(self.value("reached.get()"))
        self.assertGreater(reached, 0)
        self.assertLess(reached, statements)
        self.assertEqual(reached, int(self.value("Thread.sleep(500); reached.get()")))

    def test_interrupt_while_a_long_statement_is_compiled_ends_it(self):
        self.run_cell("var one = 1; boolean isDone = false;")
        request = self.client.execute(
            'System.out.println("compiles");\n{ int i = one' + " + one" * 3000
            + "; Thread.sleep(60_000); isDone = true; }")
        while self.client.get_iopub_msg(timeout=20)["msg_type"] != "stream":
            pass
        self.manager.interrupt_kernel()
        reply = self.client.get_shell_msg(timeout=20)
        self.assertEqual(request, reply["parent_header"]["msg_id"])
        self.assertEqual("error", reply["content"]["status"])
        self.assertEqual("false", self.value("isDone"))

    def test_interrupt_without_a_cell_does_not_end_the_next(self):
        self.manager.interrupt_kernel()
        time.sleep(1)  # until the kernel has read it
        self.assertEqual("2", self.value("int two = 1 + 1; two"))

    def status_of_all(self, *cells, **more):
        """The status of cells that are sent at once, as by "Run All"."""
        requests = [self.client.execute(cell, **more) for cell in cells]
        replies = [self.client.get_shell_msg(timeout=20) for _ in cells]
        self.assertEqual(requests, [reply["parent_header"]["msg_id"] for reply in replies])
        return [reply["content"]["status"] for reply in replies]

    def test_cells_that_wait_behind_a_failed_one_do_not_run(self):
        self.run_cell("var ran = new AtomicLong();")
        fails, counts = "Thread.sleep(500); int none = 1 / 0;", "ran.incrementAndGet()"
        self.assertEqual(["ok", "error", "aborted", "aborted"],
                         self.status_of_all(counts, fails, counts, counts))
        self.assertEqual("1", self.value("ran.get()"))
        self.assertEqual(["error", "ok"],
                         self.status_of_all(fails, counts, stop_on_error=False))
        self.assertEqual("2", self.value("ran.get()"))

    def test_interrupt_ends_the_cells_that_wait_too(self):
        self.run_cell("var waiting = new AtomicLong();")
        first, second = (self.client.execute(cell) for cell in (
            "Thread.sleep(60_000)", "waiting.incrementAndGet()"))
        with self.assertRaises(queue.Empty):
            self.client.get_shell_msg(timeout=1)
        self.manager.interrupt_kernel()
        replies = [self.client.get_shell_msg(timeout=20)["content"]["status"] for _ in range(2)]
        self.assertEqual(["error", "aborted"], replies)
        self.assertEqual("0", self.value("waiting.get()"))

    def test_progress_of_a_failed_cell_is_ended(self):
        sent = self.run_cell("""
            var half = progress("half"); half.at(0.0); half.at(0.4); int none = 1 / 0;""")
        updates = [content for kind, content in sent if kind == "update_display_data"]
        self.assertRegex(updates[-1]["data"]["text/plain"], r"^half: stopped at 40 % after ")

    def test_failed_check_says_all_in_the_error(self):
        sent = self.run_cell('start("kernel-test").checks().expect("drift", 0, 1, 0.1)')
        self.assertEqual("error", sent[-1][0])
        self.assertIn("fails: drift: expected 0 ± 0.1, ours 1", sent[-1][1]["evalue"])


    def test_error_begins_with_a_sentence_of_what_to_do(self):
        sent = self.run_cell("Backtracker.of(Species.PROTON, new UniformField(Vec3.X))"
                             ".run(LaunchDirections.uniform(10, 1))")
        kind, content = sent[-1]
        self.assertEqual("error", kind)
        first = re.sub(r"\x1b\[[0-9;]*m", "", content["traceback"][0])
        self.assertEqual("java.lang.IllegalStateException: the tracer has no gyroradius: add"
                         " .withGyroradius(gyroradius, field) or .withEnergy(energy, field)", first)


    def test_values_that_changed_cells_replaced_do_not_fill_the_memory(self):
        for _ in range(2):
            self.run_cell("var unchanged = new double[10];")
        most = int(self.value("Runtime.getRuntime().maxMemory()")) / 1e6
        for i in range(int(most / 100) + 6):  # 100 MB each, more than the whole heap together
            sent = self.run_cell("var large = new double[%d];" % (12_500_000 + i))
            self.assertNotIn("error", [kind for kind, _ in sent])
        self.assertEqual(12_500_000 + i, int(self.value("large.length")))
        self.assertEqual(10, int(self.value("unchanged.length")))
        self.run_cell("large = null")

    def test_cells_are_compiled_with_the_variables_of_the_last_expressions_only(self):
        variables = "getKernelInstance().getJShell().variables().count()"
        counts = []
        for _ in range(2):
            for i in range(15):
                self.value("%d + 1" % i)
            counts.append(int(self.value(variables)))
        self.assertEqual(counts[0], counts[1])

    def shown_and_error(self, code):
        """What a failing cell prints, and the lines of its error."""
        sent = self.run_cell(code)
        self.assertEqual("error", sent[-1][0], sent)
        printed = "".join(content["text"] for kind, content in sent if kind == "stream")
        lines = "\n".join(sent[-1][1]["traceback"])
        return printed, re.sub(r"\x1b\[[0-9;]*m", "", lines)

    def test_missing_import_is_told(self):
        printed, _ = self.shown_and_error("BulirschStoer.of(1e-6)")
        self.assertEqual("BulirschStoer needs an import: import larmor.ode.*;\n", printed)

    def test_variable_of_a_failed_cell_does_not_exist(self):
        printed, _ = self.shown_and_error('var failed = Cubes.read(Path.of("gone.fits"));')
        self.assertIn("The variable failed has no value, because this cell failed", printed)
        _, error = self.shown_and_error("failed.cube()")
        self.assertIn("cannot find symbol", error)

    def test_error_in_a_lambda_has_the_lines_of_the_cell_only(self):
        _, error = self.shown_and_error(
            "SkyMap.of(8, n -> { throw new IllegalStateException(\"mine\"); })")
        self.assertTrue(error.startswith("java.lang.IllegalStateException: mine"), error)
        self.assertLess(len(error.splitlines()), 5, error)

    def printed_after_interrupt(self, code):
        """What a cell prints after it was interrupted while it ran."""
        request = self.client.execute('{ System.out.println("begins");\n' + code + " }")
        printed = ""
        interrupted = False
        while True:
            message = self.client.get_iopub_msg(timeout=60)
            content = message["content"]
            if message["parent_header"].get("msg_id") != request:
                self.assertNotEqual("stream", message["msg_type"], content)
            elif message["msg_type"] == "stream":
                printed += content["text"]
                if not interrupted:
                    time.sleep(1)
                    self.manager.interrupt_kernel()
                    interrupted = True
            elif content.get("execution_state") == "idle":
                break
        reply = self.client.get_shell_msg(timeout=60)
        self.assertEqual(request, reply["parent_header"]["msg_id"])
        self.assertEqual("error", reply["content"]["status"])
        return printed.removeprefix("begins\n")

    def test_interrupted_cell_that_goes_on_is_told_at_that_cell_only(self):
        self.run_cell("boolean goOn = true;")
        told = self.printed_after_interrupt("while (goOn) { }")
        self.assertIn("still running: restart the kernel", told)
        self.assertEqual("", self.printed_after_interrupt("Thread.sleep(600_000);"))
        self.assertIn("still running", self.printed_after_interrupt("while (goOn) { int i; }"))
        self.run_cell("goOn = false;")

    def test_cell_that_nests_too_deeply_is_answered(self):
        self.run_cell("var one = 1;")
        for code in ("one" + " + one" * 30_000, "(" * 60_000 + "1" + ")" * 60_000):
            (kind, content), = self.run_cell(code)
            self.assertEqual("error", kind)
            self.assertEqual("StackOverflowError", content["ename"])
            self.assertTrue(content["evalue"].startswith(
                "This cell has an expression or statement with too many terms or too many levels of"
                " brackets for the Java compiler"), content["evalue"])
            self.assertEqual("2", self.value("one + 1"))
        self.assertEqual("3001", self.value("one" + " + one" * 3000))

    def test_error_while_a_value_is_shown_is_answered(self):
        self.run_cell('class Endless { public String toString() { return "" + this; } }')
        (kind, content), = self.run_cell("new Endless()")
        self.assertEqual("error", kind)
        self.assertIn("could not be shown: java.lang.StackOverflowError", content["evalue"])
        self.assertEqual("2", self.value("1 + 1"))

    def test_completion_and_inspection_of_deep_code_are_answered(self):
        deep = "(" * 60_000 + "1"
        for ask in (self.client.complete, self.client.inspect, self.client.is_complete):
            request = ask(deep)
            reply = self.client.get_shell_msg(timeout=60)
            self.assertEqual(request, reply["parent_header"]["msg_id"])
        self.assertEqual("2", self.value("1 + 1"))

    def test_many_lines_are_few_messages_in_their_order(self):
        sent = self.run_cell("""
            for (int i = 0; i < 20_000; i++) { System.out.println("line " + i); }
            display("shown");
            System.out.println("after");
            int none = 1 / 0;""")
        kinds = [kind for kind, _ in sent]
        shown = kinds.index("display_data")
        text = "".join(content["text"] for _, content in sent[:shown])
        self.assertEqual("".join("line %d\n" % i for i in range(20_000)), text)
        self.assertLess(shown, 2_000)
        self.assertEqual(("stream", {"name": "stdout", "text": "after\n"}), sent[shown + 1])
        self.assertEqual("error", kinds[-1])

    def test_lines_are_shown_while_the_cell_runs(self):
        self.assertEqual("", self.printed_after_interrupt("Thread.sleep(600_000);"))
        self.assertEqual("2", self.value("1 + 1"))


class Pages(unittest.TestCase):
    def page(self, *cells):
        return page.page(nbformat.v4.new_notebook(cells=list(cells)), "test")

    def test_formulas_are_mathml_and_code_keeps_its_dollars(self):
        text = self.page(nbformat.v4.new_markdown_cell(
            "Power $C_\\ell$ of $$\\frac{a}{b}$$ and `$x$`, for $5 and $6."))
        self.assertEqual(2, text.count("<math"))
        self.assertIn("<mfrac>", text)
        self.assertIn("<code>$x$</code>, for $5 and $6.", text)

    def test_page_loads_nothing_from_the_network_and_describes_its_pictures(self):
        output = nbformat.v4.new_output(
            "display_data", {"image/png": "iVBORw0KGgo=", "text/plain": "l < 3 (a)"})
        text = self.page(nbformat.v4.new_code_cell("1", outputs=[output]))
        self.assertEqual([], re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="(?:https?:)?//', text))
        self.assertNotIn("import(", text)
        self.assertIn('alt="l &lt; 3 (a)"', text)


class Execution(unittest.TestCase):
    """What execute.py leaves out, because it takes time in each of the notebooks."""

    def classpath(self, text):
        """The class path of the kernel on which execute.py runs a notebook with this text."""
        cells = [nbformat.v4.new_markdown_cell(text),
                 nbformat.v4.new_code_cell('System.getenv("JJAVA_CLASSPATH")')]
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder) / "source.ipynb", Path(folder) / "target"
            nbformat.write(nbformat.v4.new_notebook(cells=cells), source)
            subprocess.run(
                [sys.executable, str(Path(__file__).parent / "execute.py"), str(source),
                 str(target), "120"], check=True, stdout=subprocess.DEVNULL)
            executed = nbformat.read(str(target) + ".ipynb", 4)
        return executed.cells[1].outputs[0]["data"]["text/plain"].split(os.pathsep)

    def test_only_a_notebook_on_spark_has_its_jars(self):
        without = self.classpath("a notebook")
        self.assertIn("larmor-toolkit.jar", [Path(jar).name for jar in without])
        self.assertEqual([], [jar for jar in without if Path(jar).parent.name == "spark"])
        self.assertEqual(environment.toolkit_classpath().split(os.pathsep),
                         self.classpath("a notebook with larmor.cluster"))

    def test_where_no_process_can_be_copied_it_runs_one_notebook_and_ends(self):
        ran = []
        lines = [json.dumps([name, "target", "9", os.devnull]) for name in "ab"]
        with mock.patch.object(execute, "main", lambda *arguments: ran.append(arguments)):
            execute.serve(lines, can_copy=False)
        self.assertEqual([("a", "target", "9")], ran)

    def test_no_grammar_is_compiled_to_read_a_notebook(self):
        done = subprocess.run(
            [sys.executable, "-c", "import sys, execute; print('lark' in sys.modules)"],
            cwd=Path(__file__).parent, check=True, stdout=subprocess.PIPE, text=True)
        self.assertEqual("False", done.stdout.strip())


@unittest.skipUnless(sys.platform == "linux", "elsewhere each notebook has its own process")
class OneAfterAnother(unittest.TestCase):
    """execute.py with notebooks from the standard input; this main prints instead of running them."""

    def serve(self, main, *notebooks):
        """execute.py, which was given notebooks: pairs of a source and the file for errors."""
        code = "import os, sys, time, execute\n" + main + "\nexecute.main = main\nexecute.serve(sys.stdin)"
        process = subprocess.Popen(
            [sys.executable, "-c", code], cwd=Path(__file__).parent, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stdin.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        for source, log in notebooks:
            process.stdin.write(json.dumps([source, "target", "9", str(log)]) + "\n")
        process.stdin.flush()
        return process

    def test_each_notebook_has_a_copy_of_the_process_and_its_own_file_for_errors(self):
        with tempfile.TemporaryDirectory() as folder:
            logs = [Path(folder) / name for name in "ab"]
            process = self.serve("""def main(source, target, seconds):
                print(source, target, seconds, flush=True)
                os.system("echo of " + source + " >&2")
                if source == "a": raise ValueError("wrong")""", *zip("ab", logs))
            lines = [process.stdout.readline() for _ in range(4)]
            self.assertEqual(["a target 9\n", "end\n", "b target 9\n", "end\n"], lines)
            first, second = (log.read_text() for log in logs)
        self.assertTrue(first.startswith("of a\n"), first)
        self.assertIn("ValueError: wrong", first)
        self.assertEqual("of b\n", second)
        process.stdin.close()
        self.assertEqual(0, process.wait(20))

    def test_the_copy_is_stopped_with_the_process(self):
        process = self.serve("""def main(source, target, seconds):
            print(os.getpid(), flush=True); time.sleep(30); print("survives", flush=True)""",
            ("a", os.devnull))
        copy = int(process.stdout.readline())
        process.terminate()
        self.assertEqual("end\n", process.stdout.readline())
        with self.assertRaises(ProcessLookupError):
            os.kill(copy, 0)


class Sliders(OnKernel):
    """The widgets' protocol as JupyterLab speaks it."""

    def answer(self, kind, comm, data):
        """Sends a message of the page; yields the comm messages of the next ten seconds."""
        self.client.shell_channel.send(
            self.client.session.msg(kind, {"comm_id": comm, "data": data}))
        end = time.monotonic() + 10
        while time.monotonic() < end:
            try:
                message = self.client.get_iopub_msg(timeout=1)
            except queue.Empty:
                continue
            if message["msg_type"] == "comm_msg":
                yield message

    def test_a_moved_slider_draws_the_picture_again(self):
        opened = {}
        sent = []

        def keep(message):
            if message["msg_type"] == "comm_open":
                opened[message["content"]["comm_id"]] = message
            elif message["msg_type"] == "execute_result":
                sent.append(message["content"]["data"])

        self.client.execute_interactive("""
            import larmor.notebook.widget.*;
            Interaction.interact(FloatSlider.of("a", 0, 9, 1).withStep(1), a -> {
                if (a == 7) { throw new IllegalStateException("seven is too much"); }
                return Plot.of("x", "y").withTitle("a = " + a)
                    .line("a", new double[] {1, 2}, new double[] {1, a}); })""",
            timeout=60, output_hook=keep)
        (shown,) = sent
        self.assertIn("image/png", shown)
        self.assertTrue(shown["text/plain"].endswith("for a = 1"), shown["text/plain"])
        view = shown["application/vnd.jupyter.widget-view+json"]
        self.assertIn(view["model_id"], opened)
        for message in opened.values():
            self.assertEqual("jupyter.widget", message["content"]["target_name"])
            self.assertEqual("2.1.0", message["metadata"]["version"])
        states = {comm: m["content"]["data"]["state"] for comm, m in opened.items()}
        (slider,) = (c for c, s in states.items() if s["_model_name"] == "FloatSliderModel")
        (image,) = (c for c, s in states.items() if s["_model_name"] == "ImageModel")
        (words,) = (c for c, s in states.items() if s["_model_name"] == "HTMLModel")
        self.assertEqual((0, 9, 1, 1), tuple(
            states[slider][key] for key in ("min", "max", "step", "value")))

        def move(value):
            return self.answer(
                "comm_msg", slider, {"method": "update", "state": {"value": value}})

        picture = next(m for m in move(5) if m["content"]["comm_id"] == image)
        self.assertEqual([["value"]], picture["content"]["data"]["buffer_paths"])
        self.assertEqual(b"\x89PNG", bytes(picture["buffers"][0])[:4])
        told = next(m for m in move(7) if m["content"]["comm_id"] == words)
        self.assertIn("a = 7: seven is too much", told["content"]["data"]["state"]["value"])
        whole = next(self.answer("comm_msg", slider, {"method": "request_state"}))
        self.assertEqual(7, whole["content"]["data"]["state"]["value"])
        self.assertEqual("2", self.value("1 + 1"))


class LongWork(OnKernel):
    """Whatever takes long ends within a second of an interrupt, and leaves no thread at work."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.run_cell("""
            boolean inToolkit(Thread t, StackTraceElement[] frames) {
              return java.util.Arrays.stream(frames)
                  .map(StackTraceElement::getClassName)
                  .anyMatch(n -> n.startsWith("larmor.") && !n.contains("KernelRequests")); }
            List<String> atWork() {
              return Thread.getAllStackTraces().entrySet().stream()
                  .filter(e -> inToolkit(e.getKey(), e.getValue()))
                  .map(e -> e.getKey().getName() + java.util.Arrays.toString(e.getValue()))
                  .toList(); }
            var cube = Cubes.read(Path.of("../data/mhd-128-a.fits")).cube();
            var field = PaperSet.SET_3.field(cube);
            var tracer = PaperSet.SET_3.tracer(field);""")

    def stops(self, code):
        start = self.interrupted(code)
        time.sleep(max(0, start + 1 - time.monotonic()))
        self.assertEqual("[]", self.value("atWork()"), "threads in the toolkit's code")

    def test_ensemble(self):
        self.stops("""tracer.run(
            LaunchDirections.uniform(100_000, 1), Workers.all(), progress("protons"))""")

    def test_one_long_trajectory(self):
        self.stops("""Backtracker.of(Species.PROTON, field)
            .withGyroradius(PaperSet.SET_3.gyroradius(), PaperSet.MEAN_FIELD)
            .withStopAfterGyrations(1_000_000).withMaximumGyrations(2_000_000)
            .trajectory(new Vec3(1, 2, 2))""")

    def test_mhd_run(self):
        self.stops("""DrivenTurbulence.ofPaper(64, 1).run(
            Files.createTempDirectory("larmor"), progress("turbulence"), run -> {})""")

    def test_synthetic_turbulence(self):
        self.stops("""for (int i = 0; i < 100; i++) {
              GridTurbulence.of(TurbulenceSpectrum.goldreichSridhar(), 256).cube(i); }""")

    def test_turbulence_about_the_local_field(self):
        self.stops("""for (int i = 0; i < 100; i++) {
              GridTurbulence.of(TurbulenceSpectrum.goldreichSridhar().withLocalAnisotropy(), 256)
                  .cube(i); }""")

    def test_spectrum_of_a_cube(self):
        self.stops("for (int i = 0; i < 1000; i++) FieldSpectrum.of(cube);")

    def test_wave_modes(self):
        self.stops("for (int i = 0; i < 1000; i++) ModeDecomposition.of(cube, cube, 0.3);")

    def test_structure_functions(self):
        self.stops("StructureFunctions.of(cube, cube, 2_000_000_000, 1)")

    def test_isotropic_bands(self):
        self.stops("""IsotropicRealisations.of(16, 200_000, 1)
            .run(20_000, Workers.all(), progress("isotropic skies"))""")

    def test_bands_of_large_maps(self):
        self.stops("""IsotropicRealisations.of(256, 10_000, 1)
            .run(20_000, Workers.all(), progress("isotropic skies"))""")

    def test_spherical_harmonics(self):
        self.stops("""SphericalHarmonics.of(512).withIterations(100)
            .alm(SkyMap.uniform(512, 1))""")

    def test_large_spherical_harmonics(self):
        self.stops("SphericalHarmonics.of(1024).withIterations(100).alm(SkyMap.uniform(1024, 1))")

    def test_large_maps(self):
        self.stops("""for (int i = 0; i < 1000; i++) {
              var map = SkyMap.of(1024, v -> v.x());
              map.minus(DipoleFit.of(map)).toBox(SkyFrame.galactic()); }""")

    def test_bands_of_a_large_mask(self):
        self.stops("Master.of(Mask.iceCube(512), 5)")

    def test_rotation_of_coefficients(self):
        self.stops("Alm.ofHarmonic(2000, 2, 1, 1, 0).toEquatorial(SkyFrame.galactic())")

    def test_coupling_of_a_mask(self):
        self.stops("for (int i = 0; i < 1000; i++) CouplingMatrix.of(Mask.iceCube(256), 700);")


if __name__ == "__main__":
    unittest.main()
