"""Makes the cubes that CubeFormatsTest reads from formats other than FITS.

python3 make_cubes.py FOLDER, with numpy 2.4.6 and h5py 3.16.0 (HDF5 2.0), 2026-11-26.

The field is free of divergence: every component depends on the other two coordinates only.
"""

import sys
from pathlib import Path

import h5py
import numpy as np

out = Path(sys.argv[1])
n = 8
t = 2 * np.pi / n
i, j, k = np.meshgrid(*3 * [np.arange(n)], indexing="ij")


def field(phase=0.0):
    return np.stack([1 + 0.2 * np.sin(t * (2 * j + k) + phase),
                     0.3 * np.sin(t * (i + 2 * k) + phase),
                     0.2 * np.cos(t * (i - 3 * j) + 0.4 + phase)], axis=-1)


b = field()
np.save(out / "c-order.npy", b.astype("<f4"))
np.save(out / "first-axis.npy", np.moveaxis(b, -1, 0).astype(">f8"))
np.save(out / "fortran.npy", np.asfortranarray(b.astype("<f4")))

# CRPropa 3, dumpGrid: x slowest, three floats to a point, no header
(out / "crpropa.raw").write_bytes(b.astype("<f4").tobytes())

# The Well: two trajectories of three steps, (trajectory, step, x, y, z[, component]), chunked
with h5py.File(out / "the-well.hdf5", "w") as f:
    steps = np.array([[field(0.1 * (3 * a + s)) for s in range(3)] for a in range(2)])
    f.attrs["dataset_name"] = "MHD_8"
    f.create_dataset("t1_fields/magnetic_field", data=steps.astype("<f4"),
                     chunks=(1, 1, n, n, n, 3), compression="gzip")
    f.create_dataset("t1_fields/velocity", data=(0.7 * steps).astype("<f4"))
    f.create_dataset("t0_fields/density", data=np.full((2, 3, n, n, n), 1, "<f4"))

# The same of 400 trajectories of 3200 steps of 16 x 16 x 16: the first bytes alone, the samples
# behind them would be 63 GB
with h5py.File(out / "large", "w", libver="earliest") as f:
    space = h5py.h5s.create_simple((400, 3200, 16, 16, 16, 3))
    group = f.create_group("t1_fields")
    large = h5py.h5d.create(group.id, b"magnetic_field", h5py.h5t.IEEE_F32LE, space)
    f["t1_fields/magnetic_field"][0, 0, 0, 0, 0, 0] = 0
    start = large.get_offset()
with open(out / "large", "rb") as f:
    (out / "large.hdf5.head").write_bytes(f.read(start))
(out / "large").unlink()
print("samples of large.hdf5 begin at", start)

# Athena++ (src/outputs/athena_hdf5.cpp): eight blocks of 4 x 4 x 4, (variable, block, z, y, x), big
# end first. Athena++'s own vis/python/athena_read.py (as in ATHENApt 0.0.6) gives the field back:
# athena_read.athdf("athena.athdf")["Bcc1"][k, j, i] is b[i, j, k, 0].
with h5py.File(out / "athena.athdf", "w") as f:
    f.attrs["NumCycles"] = np.array(7, ">i4")
    f.attrs["Time"] = np.array(0.5, ">f8")
    f.attrs["Coordinates"] = np.bytes_("cartesian")
    for axis in ("RootGridX1", "RootGridX2", "RootGridX3"):
        f.attrs[axis] = np.array([0, 1, 1], ">f8")
    f.attrs["RootGridSize"] = np.array([n, n, n], ">i4")
    f.attrs["NumMeshBlocks"] = np.array(8, ">i4")
    f.attrs["MeshBlockSize"] = np.array([4, 4, 4], ">i4")
    f.attrs["MaxLevel"] = np.array(0, ">i4")
    f.attrs["NumVariables"] = np.array([4, 3], ">i4")
    f.attrs["DatasetNames"] = np.array([b"prim", b"B"], "S21")
    f.attrs["VariableNames"] = np.array([b"rho", b"vel1", b"vel2", b"vel3",
                                         b"Bcc1", b"Bcc2", b"Bcc3"], "S21")
    places = np.array([[x, y, z] for z in range(2) for y in range(2) for x in range(2)], ">i8")
    f.create_dataset("LogicalLocations", data=places)
    f.create_dataset("Levels", data=np.zeros(8, ">i4"))
    for axis in range(3):
        faces = (4 * places[:, axis, None] + np.arange(5)) / n
        f.create_dataset("x%df" % (axis + 1), data=faces.astype(">f4"))
        middles = (faces[:, 1:] + faces[:, :-1]) / 2
        f.create_dataset("x%dv" % (axis + 1), data=middles.astype(">f4"))

    def blocks(values):
        """(x, y, z, variable) to (variable, block, z, y, x)"""
        return np.stack([np.stack([values[4 * x:4 * x + 4, 4 * y:4 * y + 4, 4 * z:4 * z + 4, v]
                                   .transpose(2, 1, 0) for x, y, z in places])
                         for v in range(values.shape[-1])]).astype(">f4")

    f.create_dataset("B", data=blocks(b))
    f.create_dataset("prim", data=blocks(np.concatenate([np.ones((n, n, n, 1)), 0.7 * b], -1)))
