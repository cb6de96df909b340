# Measures healpy beside the benchmark Sky: pip install healpy==1.20.*; OMP_NUM_THREADS=1 python healpy_beside.py (then 2).
# Prints nside, threads and the median milliseconds of anafast(m, iter=3) of Gaussian noise, m in memory.
import os, time
import healpy as hp, numpy as np

for nside, runs in ((16, 400), (64, 60), (128, 20), (256, 8), (512, 5)):
    m = np.random.default_rng(1).normal(size=12 * nside * nside)
    hp.anafast(m, iter=3)
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        hp.anafast(m, iter=3)
        times.append(1e3 * (time.perf_counter() - start))
    print(nside, os.environ.get("OMP_NUM_THREADS", "all"), "%.3f" % np.median(times), "%.3f" % min(times), flush=True)
