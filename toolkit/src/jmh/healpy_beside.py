# Measures healpy beside the benchmark Sky, in one run of each map size:
#   pip install healpy==1.20.*
#   OMP_NUM_THREADS=1 python toolkit/src/jmh/healpy_beside.py data/benchmarks.csv 16 64
#   ./mvnw -q -Pbenchmarks '-Dbenchmarks=Sky nside=16,64' verify
# Times anafast(m, iter=3) of Gaussian noise, m in memory; puts the median with the least and the greatest into the file.
import os, pathlib, sys, time
import healpy as hp, numpy as np

threads = os.environ["OMP_NUM_THREADS"]
file = pathlib.Path(sys.argv[1])
head, *lines = file.read_text(encoding="utf-8").splitlines()
rows = {line.split(",")[0]: line for line in lines}
processor = "unknown"
if os.path.exists("/proc/cpuinfo"):
    names = [l for l in open("/proc/cpuinfo") if l.startswith("model name")]
    processor = names[0].split(":", 1)[1].strip().replace(",", " ") if names else processor
machine = "%s %d cores healpy %s" % (processor, os.cpu_count(), hp.__version__)
for nside in map(int, sys.argv[2:]):
    m = np.random.default_rng(1).normal(size=12 * nside * nside)
    times = []
    begin = time.perf_counter()
    while len(times) < 6 or time.perf_counter() - begin < 6:
        start = time.perf_counter()
        hp.anafast(m, iter=3)
        times.append(1e3 * (time.perf_counter() - start))
    times = times[1:]
    what = "healpy.anafast nside=%d threads=%s" % (nside, threads)
    rows[what] = ",".join(
        [what, "%.4g" % np.median(times), "ms/op", "%.4g" % min(times), "%.4g" % max(times), machine, "-"])
    print(rows[what], flush=True)
file.write_text("\n".join([head] + [rows[k] for k in sorted(rows)]) + "\n", encoding="utf-8")
