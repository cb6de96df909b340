"""Makes the HDF5 files whose faults larmor.faults tests: filters, missing chunks, links in a circle.

python3 make_chunked.py FOLDER, with numpy 2.4.6 and h5py 3.16.0 (HDF5 2.0), 2026-11-29.

The field is that of make_cubes.py.
"""

import sys
from pathlib import Path

import h5py
import numpy as np

out = Path(sys.argv[1])
n = 8
t = 2 * np.pi / n
i, j, k = np.meshgrid(*3 * [np.arange(n)], indexing="ij")
b = np.stack([1 + 0.2 * np.sin(t * (2 * j + k)), 0.3 * np.sin(t * (i + 2 * k)),
              0.2 * np.cos(t * (i - 3 * j) + 0.4)], axis=-1).astype("<f4")

with h5py.File(out / "deflated.hdf5", "w") as f:
    f.create_dataset("B", data=b, chunks=(4, 4, 8, 3), compression="gzip", shuffle=True, fletcher32=True)
with h5py.File(out / "checksums.hdf5", "w") as f:
    f.create_dataset("B", data=b, chunks=(4, 8, 8, 3), shuffle=True, fletcher32=True)
with h5py.File(out / "latest.hdf5", "w", libver="v110") as f:
    f.create_dataset("B", data=b, chunks=(4, 8, 8, 3), compression="gzip")
with h5py.File(out / "unwritten.hdf5", "w") as f:
    f.create_dataset("B", shape=b.shape, dtype="<f4", chunks=(4, 8, 8, 3))[:4] = b[:4]
with h5py.File(out / "empty.hdf5", "w") as f:
    f.create_dataset("B", shape=b.shape, dtype="<f4")
with h5py.File(out / "szip.hdf5", "w") as f:
    f.create_dataset("B", data=b, chunks=(4, 8, 8, 3), compression="szip")
with h5py.File(out / "circle.hdf5", "w") as f:
    group = f.create_group("a")
    group["b"] = f["/"]
    group["c"] = group
    f.create_dataset("B", data=b)
