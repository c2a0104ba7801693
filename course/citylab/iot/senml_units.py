"""
The units that SenML knows.

References
----------
.. [1] RFC 8428, *Sensor Measurement Lists (SenML)*, section 12.1: the first units.
.. [2] RFC 8798, *Additional Units for SenML*, sections 2 and 3: more primary units, and the secondary ones.
"""

from fractions import Fraction

__all__ = ["PRIMARY", "SECONDARY", "to_primary"]

# The first two lines are RFC 8428, section 12.1; the third is RFC 8798, section 2.
_PRIMARY = (
    "m kg g s A K cd mol Hz rad sr N Pa J W C V F Ohm S Wb T H Cel lm lx Bq Gy Sv kat m2 m3 l m/s m/s2 m3/s l/s W/m2 "
    "cd/m2 bit bit/s lat lon pH dB dBW Bspl count / % %RH %EL EL 1/s 1/min beat/min beats S/m "
    "B VA VAs var vars J/m kg/m3 deg"
)
PRIMARY = frozenset(_PRIMARY.split())

_SECONDARY: list[tuple[str, str, str | int, int]] = [
    ("ms", "s", "1/1000", 0),
    ("min", "s", 60, 0),
    ("h", "s", 3600, 0),
    ("kW", "W", 1000, 0),
    ("kVA", "VA", 1000, 0),
    ("kvar", "var", 1000, 0),
    ("Ah", "C", 3600, 0),
    ("Wh", "J", 3600, 0),
    ("kWh", "J", 3_600_000, 0),
    ("varh", "vars", 3600, 0),
    ("kvarh", "vars", 3_600_000, 0),
    ("kVAh", "VAs", 3_600_000, 0),
    ("Wh/km", "J/m", "3.6", 0),
    ("KiB", "B", 1024, 0),
    ("GB", "B", 10**9, 0),
    ("Mbit/s", "bit/s", 10**6, 0),
    ("MB/s", "bit/s", 8 * 10**6, 0),
    ("mV", "V", "1/1000", 0),
    ("mA", "A", "1/1000", 0),
    ("dBm", "dBW", 1, -30),
    ("ug/m3", "kg/m3", "1e-9", 0),
    ("mm/h", "m/s", "1/3600000", 0),
    ("m/h", "m/s", "1/3600", 0),
    ("ppm", "/", "1e-6", 0),
    ("/100", "/", "1/100", 0),
    ("/1000", "/", "1/1000", 0),
    ("hPa", "Pa", 100, 0),
    ("mm", "m", "1/1000", 0),
    ("cm", "m", "1/100", 0),
    ("km", "m", 1000, 0),
    ("km/h", "m/s", "5/18", 0),
]
SECONDARY = {unit: (primary, Fraction(scale), Fraction(offset)) for unit, primary, scale, offset in _SECONDARY}
"""Secondary unit: its primary unit, scale and offset; primary = value × scale + offset."""


def to_primary(value: float, unit: str) -> tuple[float, str]:
    """
    Express a value in the primary unit of SenML.

    Parameters
    ----------
    value : float
        The value. [`unit`]
    unit : str
        A primary or secondary unit.

    Returns
    -------
    tuple of float and str
        The value, and its primary unit.

    Raises
    ------
    ValueError
        If SenML does not know the unit.

    Examples
    --------
    >>> to_primary(100, "ms")
    (0.1, 's')
    >>> to_primary(10, "dBm")
    (-20.0, 'dBW')
    """
    if unit in PRIMARY:
        return float(value), unit
    if unit not in SECONDARY:
        raise ValueError(f"unit {unit!r} is neither in RFC 8428 nor in RFC 8798; known are, say, 'Cel', '%RH', 'ug/m3'")
    primary, scale, offset = SECONDARY[unit]
    return float(Fraction(value) * scale + offset), primary
