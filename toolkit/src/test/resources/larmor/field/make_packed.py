"""Makes the files of larmor.faults that another program packed or laid out in an unusual way.

python3 make_packed.py FOLDER, with numpy 2.4.6, astropy 8.0.2 and h5py 3.16.0 (HDF5 2.0), 2026-11-30.

The field is that of make_cubes.py.
"""

import sys
from pathlib import Path

import h5py
import numpy as np
from astropy.io import fits

out = Path(sys.argv[1])
n = 8
t = 2 * np.pi / n
i, j, k = np.meshgrid(*3 * [np.arange(n)], indexing="ij")
b = np.stack([1 + 0.2 * np.sin(t * (2 * j + k)), 0.3 * np.sin(t * (i + 2 * k)),
              0.2 * np.cos(t * (i - 3 * j) + 0.4)], axis=-1).astype("<f4")


def pack(name, **how):
    units = [fits.CompImageHDU(np.ascontiguousarray(b[..., c].T), name="B" + "XYZ"[c], **how) for c in range(3)]
    fits.HDUList([fits.PrimaryHDU()] + units).writeto(out / name, overwrite=True)


pack("rounded.fits", compression_type="RICE_1", quantize_level=-0.01)  # steps of 0.01, no dither
pack("unscaled.fits", compression_type="RICE_1", quantize_level=0)  # astropy drops the fractions
pack("zipped.fits", compression_type="GZIP_2", quantize_level=0)

with h5py.File(out / "virtual.hdf5", "w", libver="v110") as f:
    layout = h5py.VirtualLayout(b.shape, "<f4")
    layout[:] = h5py.VirtualSource("c-order.hdf5", "B", b.shape)
    f.create_virtual_dataset("B", layout)
with h5py.File(out / "velocity.hdf5", "w") as f:
    f.create_dataset("velocity", data=b)
with h5py.File(out / "twice.hdf5", "w") as f:
    f.create_dataset("first/B", data=b)
    f.create_dataset("second/B", data=2 * b)
with h5py.File(out / "no-steps.hdf5", "w") as f:
    f.create_dataset("B", data=b[None][:0])
for name, kind, ratio, side in (("sphere.athdf", "spherical_polar", 1, 1), ("stretched.athdf", "cartesian", 1.25, 1),
                                ("oblong.athdf", "cartesian", 1, 2), ("cartesian.athdf", "cartesian", 1, 1)):
    with h5py.File(out / name, "w") as f:
        f.attrs["Coordinates"] = np.bytes_(kind)
        f.attrs["MaxLevel"] = np.int32(0)
        f.attrs["RootGridSize"] = f.attrs["MeshBlockSize"] = np.array([n] * 3, "i4")
        f.attrs["DatasetNames"] = np.array([b"B"], "S21")
        f.attrs["NumVariables"] = np.array([3], "i4")
        f.attrs["VariableNames"] = np.array([b"Bcc1", b"Bcc2", b"Bcc3"], "S21")
        for a in (1, 2, 3):
            f.attrs["RootGridX%d" % a] = np.array([0, side if a == 2 else 1, ratio if a == 2 else 1], "f4")
        f.create_dataset("LogicalLocations", data=np.zeros((1, 3), "i8"))
        f.create_dataset("B", data=b.transpose(3, 2, 1, 0)[:, None])
