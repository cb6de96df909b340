"""Makes the HDF5 files of larmor.field whose numbers are of other types than floats of 32 and 64 bits.

python3 make_types.py FOLDER, with numpy 2.4.6 and h5py 3.16.0 (HDF5 2.0), 2026-11-30.

The field is that of make_cubes.py, rounded to multiples of 2^-9, which float16 holds exactly below 2.
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
              0.2 * np.cos(t * (i - 3 * j) + 0.4)], axis=-1)
b = np.rint(b * 512) / 512

with h5py.File(out / "half.hdf5", "w") as f:
    f.create_dataset("BX", data=b[..., 0].astype("<f2"))
    f.create_dataset("BY", data=b[..., 1].astype(">f2"))
    f.create_dataset("BZ", data=b[..., 2].astype("<f2"), chunks=(4, 8, 8), compression="gzip", shuffle=True, fletcher32=True)
with h5py.File(out / "numbers.hdf5", "w") as f:
    # 1, the largest, the smallest normal, the largest and the smallest subnormal number, and zeros
    for name, first in (("finite", [0x3C00, 0x7BFF, 0x0400, 0x03FF, 0x8001, 0x8000]), ("infinite", [0xFC00]), ("nan", [0x7E00])):
        bits = np.zeros((3, 3, 3), "<u2")
        bits.flat[:len(first)] = first
        f.create_dataset(name, data=bits.view("<f2"))
with h5py.File(out / "compound.hdf5", "w") as f:
    c = np.zeros((n, n, n), [("x", "<f4"), ("y", "<f4"), ("z", "<f4")])
    for a, name in enumerate("xyz"):
        c[name] = b[..., a]
    f.create_dataset("B", data=c)
    f.create_dataset("density", data=np.ones((n, n, n), "<f4"))
with h5py.File(out / "integers.hdf5", "w") as f:
    f.create_dataset("B", data=np.rint(b * 512).astype("<i2"))
