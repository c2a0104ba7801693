"""
One source, one line, one load: the voltage at the end, exactly and by hand.

A line with the resistance :math:`R` and the reactance :math:`X` per phase
carries the three-phase power :math:`P + jQ` to a load. Between the voltages at
its ends, both between two phases, holds [1]_

.. math:: V_1^2 = V_2^2 + 2(RP + XQ) + (R^2 + X^2)(P^2 + Q^2) / V_2^2,

a quadratic equation for :math:`V_2^2`. Where the losses are small, its last term
can go, and what remains is the drop that engineers work out by hand,
:math:`V_1 - V_2 = (RP + XQ) / V_1`.

References
----------
.. [1] M. E. Baran and F. F. Wu, "Network reconfiguration in distribution systems
   for loss reduction and load balancing", IEEE Transactions on Power Delivery
   4 (1989) 1401-1407, https://doi.org/10.1109/61.25627
"""

import math

__all__ = ["approximate_voltage_drop_v", "largest_load_kva", "receiving_voltage_v"]


def receiving_voltage_v(
    sending_v: float,
    p_kw: float,
    q_kvar: float = 0.0,
    *,
    resistance_ohm: float,
    reactance_ohm: float = 0.0,
) -> float:
    """
    Return the voltage at the end of a line, exactly.

    Parameters
    ----------
    sending_v : float
        Voltage at the beginning, between two phases. [V]
    p_kw, q_kvar : float
        Three-phase power of the load, negative for feeding in. [kW, kvar]
    resistance_ohm, reactance_ohm : float
        Of one phase over the whole length. [Ω]

    Returns
    -------
    float
        Voltage at the end, between two phases. [V]

    Raises
    ------
    ValueError
        If the line cannot carry the load, or a voltage or impedance is negative.

    Examples
    --------
    >>> round(receiving_voltage_v(400.0, 20.0, resistance_ohm=0.1), 2)
    394.94
    """
    most_kva = largest_load_kva(sending_v, p_kw, q_kvar, resistance_ohm=resistance_ohm, reactance_ohm=reactance_ohm)
    if math.hypot(p_kw, q_kvar) > most_kva:
        raise ValueError(
            f"a load of {math.hypot(p_kw, q_kvar):g} kVA is more than the {most_kva:.1f} kVA this "
            "line can carry at that power factor; lower it, or check that it is in kW and not in W"
        )
    p_w, q_var = p_kw * 1e3, q_kvar * 1e3
    middle = sending_v**2 / 2 - (resistance_ohm * p_w + reactance_ohm * q_var)
    product = (resistance_ohm**2 + reactance_ohm**2) * (p_w**2 + q_var**2)
    # At the largest load the root is zero; rounding must not make it negative.
    return math.sqrt(middle + math.sqrt(max(middle**2 - product, 0.0)))


def approximate_voltage_drop_v(
    voltage_v: float,
    p_kw: float,
    q_kvar: float = 0.0,
    *,
    resistance_ohm: float,
    reactance_ohm: float = 0.0,
) -> float:
    """
    Return the voltage drop along a line as worked out by hand, (R P + X Q) / V.

    Parameters
    ----------
    voltage_v : float
        Voltage of the line, between two phases. [V]
    p_kw, q_kvar : float
        Three-phase power of the load, negative for feeding in. [kW, kvar]
    resistance_ohm, reactance_ohm : float
        Of one phase over the whole length. [Ω]

    Returns
    -------
    float
        Drop of the voltage between two phases; negative is a rise. [V]

    Raises
    ------
    ValueError
        If a voltage or impedance is negative.

    Examples
    --------
    >>> approximate_voltage_drop_v(400.0, 20.0, resistance_ohm=0.1)
    5.0
    """
    _check_line(voltage_v, resistance_ohm, reactance_ohm)
    return (resistance_ohm * p_kw + reactance_ohm * q_kvar) * 1e3 / voltage_v


def largest_load_kva(
    sending_v: float,
    p_kw: float,
    q_kvar: float = 0.0,
    *,
    resistance_ohm: float,
    reactance_ohm: float = 0.0,
) -> float:
    """
    Return the largest apparent power a line can carry at a load's power factor.

    Beyond it the quadratic equation has no solution: the voltage collapses.

    Parameters
    ----------
    sending_v : float
        Voltage at the beginning, between two phases. [V]
    p_kw, q_kvar : float
        Power whose power factor counts, whatever its size. [kW, kvar]
    resistance_ohm, reactance_ohm : float
        Of one phase over the whole length. [Ω]

    Returns
    -------
    float
        Largest apparent power; infinite where nothing limits it. [kVA]

    Raises
    ------
    ValueError
        If a voltage or impedance is negative.

    Examples
    --------
    >>> largest_load_kva(400.0, 1.0, resistance_ohm=0.1)
    400.0
    """
    _check_line(sending_v, resistance_ohm, reactance_ohm)
    size_va = math.hypot(p_kw, q_kvar) * 1e3
    drop = (resistance_ohm * p_kw + reactance_ohm * q_kvar) * 1e3
    against = 2 * (drop + math.hypot(resistance_ohm, reactance_ohm) * size_va)
    if against <= 1e-12 * size_va:
        return math.inf
    return sending_v**2 / against * size_va / 1e3


def _check_line(voltage_v: float, resistance_ohm: float, reactance_ohm: float) -> None:
    if voltage_v <= 0 or resistance_ohm < 0 or reactance_ohm < 0:
        raise ValueError(
            "the voltage must be above 0 V, resistance and reactance 0 Ω or more; found "
            f"{voltage_v:g} V, {resistance_ohm:g} Ω, {reactance_ohm:g} Ω"
        )
