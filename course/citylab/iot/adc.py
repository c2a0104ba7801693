"""
An analogue-to-digital converter: volts become whole numbers, the counts.

A converter of N bits divides its reference voltage into :math:`2^N` steps of the
size :math:`q` and gives the nearest step. What lies below 0 V or above the last
step is clipped. The rounding is an error of up to half a step, spread evenly, so
its standard deviation is :math:`q / \\sqrt{12}`; a sine that fills the range is
stronger than this error by [1]_

.. math:: 20 \\log_{10}(2^N \\sqrt{3/2}) = 6.02 N + 1.76 \\text{ dB}.

References
----------
.. [1] W. Kester, "Taking the Mystery out of the Infamous Formula, SNR = 6.02N +
   1.76dB, and Why You Should Care", Analog Devices, MT-001, Rev. A, 2008; after
   W. R. Bennett, "Spectra of Quantized Signals", Bell System Technical Journal
   27 (1948) 446-472
"""

import math

import numpy as np

__all__ = ["counts", "effective_bits", "ideal_sqnr_db", "measured_sqnr_db", "step_v", "voltage_v"]

_CYCLES = 997  # a prime, so that no two samples of the test sine coincide


def step_v(*, bits: int, reference_v: float) -> float:
    """
    Return the size of one step.

    Parameters
    ----------
    bits : int
        Resolution, 1 to 32. [bit]
    reference_v : float
        Reference voltage, above 0. [V]

    Returns
    -------
    float
        Voltage per count. [V]

    Raises
    ------
    ValueError
        If `bits` is not a whole number within 1..32 or `reference_v` not above 0.

    Examples
    --------
    >>> step_v(bits=8, reference_v=2.56)
    0.01
    """
    _check_bits(bits)
    if not reference_v > 0:
        raise ValueError(f"reference_v must be above 0 V, found {reference_v:g}")
    return float(reference_v / 2**bits)


def counts(voltage_v: float | np.ndarray, *, bits: int, reference_v: float) -> int | np.ndarray:
    """
    Convert voltages to counts: the nearest step, clipped at both ends.

    Parameters
    ----------
    voltage_v : float or numpy.ndarray
        Voltage at the input. [V]
    bits : int
        Resolution, 1 to 32. [bit]
    reference_v : float
        Reference voltage. [V]

    Returns
    -------
    int or numpy.ndarray
        Whole numbers from 0 to 2**bits - 1. [counts]

    Raises
    ------
    ValueError
        If a voltage is not a finite number, or `step_v` refuses the rest.

    Examples
    --------
    >>> [counts(volt, bits=10, reference_v=2.5) for volt in (-0.1, 1.25, 2.4, 9.0)]
    [0, 512, 983, 1023]
    """
    if not np.isfinite(voltage_v).all():
        raise ValueError("voltage_v must be a finite number; leave missing readings out before converting")
    steps = np.floor(np.asarray(voltage_v, dtype=float) / step_v(bits=bits, reference_v=reference_v) + 0.5)
    found = np.clip(steps, 0, 2**bits - 1).astype(np.int64)
    return int(found) if found.ndim == 0 else found


def voltage_v(counts: float | np.ndarray, *, bits: int, reference_v: float) -> float | np.ndarray:
    """
    Return the voltage in the middle of a count's step.

    Parameters
    ----------
    counts : float or numpy.ndarray
        What the converter gave, 0 to 2**bits - 1. The mean of several counts is
        allowed, too. [counts]
    bits : int
        Resolution. [bit]
    reference_v : float
        Reference voltage. [V]

    Returns
    -------
    float or numpy.ndarray
        Voltage; true to half a step where nothing was clipped. [V]

    Raises
    ------
    ValueError
        If a count is outside 0..2**bits - 1.

    Examples
    --------
    >>> voltage_v(512, bits=10, reference_v=2.5)
    1.25
    """
    size_v = step_v(bits=bits, reference_v=reference_v)
    if np.any(np.less(counts, 0)) or np.any(np.greater(counts, 2**bits - 1)):
        raise ValueError(
            f"counts of a {bits}-bit converter lie within 0..{2**bits - 1}; check bits, and that it is not a voltage"
        )
    return counts * size_v


def ideal_sqnr_db(bits: int) -> float:
    """
    Return the signal-to-quantisation-noise ratio of a full sine, in closed form [1]_.

    Parameters
    ----------
    bits : int
        Resolution, 1 to 32. [bit]

    Returns
    -------
    float
        Power of the sine over power of the rounding error. [dB]

    Raises
    ------
    ValueError
        If `bits` is not a whole number within 1..32.

    Examples
    --------
    >>> round(ideal_sqnr_db(10), 2)
    61.97
    """
    _check_bits(bits)
    return 20 * math.log10(2**bits * math.sqrt(1.5))


def measured_sqnr_db(
    *, bits: int, reference_v: float = 1.0, noise_v: float = 0.0, samples: int = 100_000, seed: int = 1
) -> float:
    """
    Convert a full sine and measure how much stronger it is than the error.

    Parameters
    ----------
    bits : int
        Resolution, 1 to 32. [bit]
    reference_v : float
        Reference voltage. [V]
    noise_v : float
        Standard deviation of normal noise at the input, 0 for none. [V]
    samples : int
        Readings of the sine. [readings]
    seed : int
        Seed of the noise.

    Returns
    -------
    float
        Power of the sine over power of the error, noise included. [dB]

    Raises
    ------
    ValueError
        If `noise_v` is below 0, or `bits` or `reference_v` is refused.

    Examples
    --------
    >>> round(measured_sqnr_db(bits=10), 1)
    61.9
    """
    if not noise_v >= 0:
        raise ValueError(f"noise_v is a standard deviation and must be 0 V or more, found {noise_v:g}")
    size_v = step_v(bits=bits, reference_v=reference_v)
    angle = 2 * np.pi * _CYCLES * np.arange(samples) / samples
    # From half a step below the first count to half a step above the last: nothing clips.
    swing_v = size_v * 2 ** (bits - 1) * np.sin(angle)
    wave_v = size_v * (2**bits - 1) / 2 + swing_v
    noisy_v = wave_v + noise_v * np.random.default_rng(seed).standard_normal(samples)
    read_v = voltage_v(counts(noisy_v, bits=bits, reference_v=reference_v), bits=bits, reference_v=reference_v)
    return float(10 * np.log10(np.mean(swing_v**2) / np.mean((read_v - wave_v) ** 2)))


def effective_bits(sqnr_db: float) -> float:
    """Return the bits of an ideal converter with this ratio, `ideal_sqnr_db` turned round. [bit]"""
    return (sqnr_db - 20 * math.log10(math.sqrt(1.5))) / (20 * math.log10(2))


def _check_bits(bits: int) -> None:
    if isinstance(bits, bool) or bits != int(bits) or not 1 <= bits <= 32:
        raise ValueError(f"bits must be a whole number within 1..32, found {bits}")
