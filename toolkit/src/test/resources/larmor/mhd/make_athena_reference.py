"""Reference numbers from an Athena++ snapshot of driven isothermal MHD turbulence.

python make_athena_reference.py SNAPSHOT.fits FOLDER      (about ten minutes)

Writes athena-spectra.csv and athena-statistics.csv, with numpy and not with the toolkit. The
snapshot (128^3, float32 images RHO, VX, VY, VZ, BX, BY, BZ with z fastest) is too large for the
repository.
"""

import hashlib
import sys

import astropy
import numpy as np
from astropy.io import fits

SNAPSHOT, FOLDER = sys.argv[1:]
DATE = "2026-11-29"
SOUND_SPEED = np.sqrt(0.1)
LOW, HIGH = 5, 20  # cells across the field, of the anisotropy
LAGS, BATCHES = 6000, 24


def read():
    with fits.open(SNAPSHOT) as units:
        a = {u.header["EXTNAME"]: np.asarray(u.data, dtype=np.float64) for u in units[1:]}
    vector = lambda letter: np.stack([a[letter + axis] for axis in "XYZ"])
    return vector("B"), vector("V"), a["RHO"]


def waves(field):
    return np.fft.fftn(field, axes=(1, 2, 3)) / field[0].size


def wave_vectors(n):
    k = np.fft.fftfreq(n, 1 / n)
    return np.stack(np.meshgrid(k, k, k, indexing="ij"))


def divergence_free(b):
    """B less the part of each wave along k; a component at the Nyquist limit counts as k = 0."""
    n = b.shape[1]
    k = wave_vectors(n)
    k[np.abs(k) == n // 2] = 0
    square = np.sum(k * k, axis=0)
    square[square == 0] = 1
    modes = waves(b)
    modes -= k * (np.sum(k * modes, axis=0) / square)
    return np.real(np.fft.ifftn(modes * b[0].size, axes=(1, 2, 3)))


def spectrum(field):
    """0.5 sum |b(k)|^2 over shells of |k| rounded to an integer; shell 0 without the mean."""
    modes = waves(field)
    shell = np.rint(np.sqrt(np.sum(wave_vectors(field.shape[1]) ** 2, axis=0))).astype(int)
    power = 0.5 * np.sum(np.abs(modes) ** 2, axis=0)
    power[0, 0, 0] = 0
    return np.bincount(shell.ravel(), power.ravel())


def slope(energy, low, high):
    k = np.arange(low, high + 1)
    return np.polyfit(np.log(k), np.log(energy[low:high + 1]), 1)[0]


def mode_fractions(v, mean_field):
    """Fractions of the kinetic energy of shells 1 to n/2 - 1 in Alfven, slow and fast modes.

    The modes are the eigenvectors of the linearised equations for a wave vector k,
    omega^2 v = c_s^2 k (k.v) + (k x (k x (v x B0))) x B0. Alfven waves lie along k x B0; slow and
    fast waves are found numerically in the plane of k and B0, in rising order of omega. For k along
    B0 the motion across it is divided equally between Alfven and fast waves.
    """
    n = v.shape[1]
    k = wave_vectors(n).reshape(3, -1).T
    modes = waves(v).reshape(3, -1).T
    shell = np.rint(np.linalg.norm(k, axis=1))
    keep = (shell > 0) & (shell < n // 2)
    k, modes = k[keep], modes[keep]
    b0 = np.asarray(mean_field)
    unit = b0 / np.linalg.norm(b0)
    matrix = np.empty((len(k), 3, 3))
    for j, e in enumerate(np.eye(3)):
        induced = np.cross(k, np.cross(e, b0))
        matrix[:, :, j] = SOUND_SPEED ** 2 * k * k[:, j:j + 1] + np.cross(np.cross(k, induced), b0)
    across = k - np.outer(k @ unit, unit)
    size = np.linalg.norm(across, axis=1)
    along = size < 1e-9
    across /= np.where(along, 1, size)[:, None]
    plane = np.stack([np.broadcast_to(unit, k.shape), across], axis=2)
    small = np.einsum("kia,kij,kjb->kab", plane, matrix, plane)
    _, vectors = np.linalg.eigh(0.5 * (small + small.transpose(0, 2, 1)))
    energy = lambda amplitude: 0.5 * np.abs(amplitude) ** 2
    slow, fast = energy(np.einsum("ki,kia,kab->kb", modes, plane, vectors)).T
    alfven = energy(np.sum(modes * np.cross(across, unit), axis=1))
    parallel = energy(modes @ unit)
    total = np.sum(energy(modes), axis=1)
    alfven = np.where(along, 0.5 * (total - parallel), alfven)
    fast = np.where(along, 0.5 * (total - parallel), fast)
    slow = np.where(along, parallel, slow)
    assert abs(np.sum(alfven + slow + fast) / np.sum(total) - 1) < 1e-9
    return [np.sum(m) / np.sum(total) for m in (alfven, slow, fast)]


def structure(quantities, b):
    """Sums for the structure functions of each quantity along and across the local field.

    Pairs at every second cell along each axis, for each of LAGS random lags; half of the lags lie
    within 45 degrees of x and are weighted so that directions are isotropic. A pair counts as along
    (across) within 6 degrees.
    """
    n = b.shape[1]
    bins = int(np.ceil(4 * np.log2(n / 2)))
    cone = np.sin(np.radians(6))
    random = np.random.default_rng(1)
    b = b.astype(np.float32)
    quantities = [q.astype(np.float32) for q in quantities]
    sums = np.zeros((BATCHES, 2, bins, 2 + len(quantities)))
    for lag in range(LAGS):
        length = 2.5 * (n / 5) ** random.uniform()
        cosine = random.uniform(-1, 1)
        if lag % 2:
            cosine = np.sign(cosine) * (1 - (1 - np.sqrt(0.5)) * abs(cosine))
        phi = random.uniform(0, 2 * np.pi)
        sine = np.sqrt(1 - cosine ** 2)
        weight = 2 / (1 + (abs(cosine) > np.sqrt(0.5)) / (1 - np.sqrt(0.5)))
        r = np.rint(length * np.array([cosine, sine * np.cos(phi), sine * np.sin(phi)])).astype(int)
        size = np.linalg.norm(r)
        where = int(4 * np.log2(size))
        if where >= bins:
            continue
        start = [np.arange(offset, n, 2) for offset in random.integers(2, size=3)]
        near = np.ix_(range(3), *start)
        far = np.ix_(range(3), *[(s + d) % n for s, d in zip(start, r)])
        local = b[near] + b[far]
        c = np.abs(np.tensordot(r.astype(np.float32), local, 1))
        c /= size * np.sqrt(np.sum(local * local, axis=0))
        masks = (c <= cone, c * c >= 1 - cone * cone)
        batch = sums[lag * BATCHES // LAGS, :, where]
        for which, mask in enumerate(masks):
            batch[which, :2] += weight * np.count_nonzero(mask) * np.array([1, size])
        for i, q in enumerate(quantities):
            d = q[far] - q[near]
            d = np.sum(d * d, axis=0)
            for which, mask in enumerate(masks):
                batch[which, 2 + i] += weight * d[mask].sum(dtype=float)
    return sums


def anisotropy(sums, i):
    """Exponent and ratio of l_par(l_perp) at equal structure function, as logarithms on a line."""
    curves = []
    for t in sums:
        full = t[:, 0] > 0
        curves.append((t[full, 1] / t[full, 0], t[full, 2 + i] / t[full, 0]))
    (across, s_across), (along, s_along) = curves
    pairs = []
    for length, s in zip(across, s_across):
        q = np.nonzero((s_along[:-1] <= s) & (s_along[1:] > s))[0]
        if LOW <= length <= HIGH and len(q):
            q = q[0]
            t = np.log(s / s_along[q]) / np.log(s_along[q + 1] / s_along[q])
            pairs.append((length, np.exp((1 - t) * np.log(along[q]) + t * np.log(along[q + 1]))))
    x, y = np.array(pairs).T
    return np.polyfit(np.log(x), np.log(y), 1)[0], y[-1] / x[-1]


def with_error(sums, i):
    """Values and their errors by the jackknife over batches of lags."""
    value = np.array(anisotropy(sums.sum(0), i))
    left_out = np.array([anisotropy(sums.sum(0) - s, i) for s in sums])
    error = np.sqrt(((left_out - value) ** 2).sum(0) * (BATCHES - 1) / BATCHES)
    return value, error


def header(recipe):
    sha = hashlib.sha256(open(SNAPSHOT, "rb").read()).hexdigest()
    return (
        f"# make_athena_reference.py, numpy {np.__version__}, astropy {astropy.__version__}, {DATE}\n"
        "# from a snapshot of driven isothermal MHD turbulence by Athena++: 128^3 cells, HLLD, VL2,\n"
        "# third-order reconstruction, constrained transport, solenoidal driving at 2 and 3 waves a\n"
        "# side, beta 0.2, density floor 0.02, 64^3 to t = 1.5 and then 128^3 for 0.3; units of mean\n"
        f"# density, mean field (along x) and side; SHA-256 of the file {sha}\n"
        + recipe)


def main():
    raw, v, rho = read()
    b = divergence_free(raw)
    energy_b, energy_v = spectrum(b), spectrum(v)
    half = b.shape[1] // 2
    with open(FOLDER + "/athena-spectra.csv", "w") as out:
        out.write(header(
            "# E(k) = 0.5 sum |.|^2 in shells of |k| rounded to an integer [waves a side]: of the"
            " field\n# made free of divergence, and of the velocity\n") + "k,E_B,E_V\n")
        for k in range(1, half):
            out.write(f"{k},{energy_b[k]:.8g},{energy_v[k]:.8g}\n")
    mean = b.mean(axis=(1, 2, 3))
    alfven = np.linalg.norm(mean) / np.sqrt(rho.mean())
    v2 = np.sum(v * v, axis=0)
    magnitude = np.sqrt(np.sum(b * b, axis=0))
    fluctuation = np.sqrt(np.mean(magnitude ** 2) - mean @ mean)
    rows = [
        ("M_A by volume", np.sqrt(v2.mean()) / alfven, 0),
        ("M_A by mass", np.sqrt((rho * v2).mean() / rho.mean()) / alfven, 0),
        ("M_s by volume", np.sqrt(v2.mean()) / SOUND_SPEED, 0),
        ("beta", 2 * SOUND_SPEED ** 2 / alfven ** 2, 0),
        ("dB/B0", fluctuation / np.linalg.norm(mean), 0),
        ("<|B|>/B0", magnitude.mean() / np.linalg.norm(mean), 0),
        ("slope of E_B for k = 4 to 20", slope(energy_b, 4, 20), 0),
        ("slope of E_V for k = 4 to 20", slope(energy_v, 4, 20), 0),
    ]
    for name, value in zip(("Alfven", "slow", "fast"), mode_fractions(v, mean)):
        rows.append((f"fraction of kinetic energy in {name} modes", value, 0))
    sums = structure([v, b], b)
    for i, name in enumerate(("velocity", "field")):
        value, error = with_error(sums, i)
        rows.append((f"l_par/l_perp of the {name}", value[1], error[1]))
        rows.append((f"exponent of l_par(l_perp) of the {name}", value[0], error[0]))
    with open(FOLDER + "/athena-statistics.csv", "w") as out:
        out.write(header(
            "# statistics of field (made free of divergence), velocity and density; modes by"
            " eigenvectors of\n# the linearised equations, shells 1 to 63; l_par and l_perp of equal"
            f" structure function, {LAGS}\n# random lags, l_perp from {LOW} to {HIGH} cells, ratio at"
            " the largest; error by the jackknife over lags\n") + "quantity,value,error\n")
        for name, value, error in rows:
            out.write(f"{name},{value:.7g},{error:.2g}\n")


if __name__ == "__main__":
    main()
