"""Tests on the real kernel, in the virtual environment that reproduce.py makes:

notebooks/.venv/bin/python -m unittest notebooks/test_kernel.py
"""

import os
import time
import unittest
from pathlib import Path

os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"

from jupyter_client.manager import start_new_kernel


class Kernel(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.manager, cls.client = start_new_kernel(
            kernel_name="java", cwd=str(Path(__file__).parent))
        cls.run_cell("""
            import larmor.notebook.*;
            import larmor.numeric.*;
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
        self.client.execute("""Workers.all().forEach(1_000_000, progress("spin"), i -> {
            double s = 0;
            for (int k = 0; k < 100_000; k++) s += Math.sin(k);
            done.addAndGet(s > 1e9 ? 2 : 1); })""")
        time.sleep(3)
        self.manager.interrupt_kernel()
        first = int(self.value("Thread.sleep(1000); done.get()"))
        second = int(self.value("Thread.sleep(1000); done.get()"))
        self.assertGreater(first, 0)
        self.assertLess(first, 1_000_000)
        self.assertEqual(first, second)

    def test_failed_check_says_all_in_the_error(self):
        sent = self.run_cell('start("kernel-test").checks().expect("drift", 0, 1, 0.1)')
        self.assertEqual("error", sent[-1][0])
        self.assertIn("fails: drift: expected 0 ± 0.1, ours 1", sent[-1][1]["evalue"])


if __name__ == "__main__":
    unittest.main()
