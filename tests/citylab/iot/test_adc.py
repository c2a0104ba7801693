"""The converter, against hand calculation and the closed form of its noise."""

import math

import numpy as np
import pytest

from citylab.iot import adc

TEN_BITS = {"bits": 10, "reference_v": 2.5}


def test_a_step_is_the_reference_over_two_to_the_bits():
    assert adc.step_v(bits=12, reference_v=1.1) == pytest.approx(268.5546875e-6)


@pytest.mark.parametrize(("volts", "count"), [(0.0, 0), (0.00122, 0), (0.00123, 1), (1.25, 512), (2.498, 1023)])
def test_the_nearest_step_is_given(volts, count):
    assert adc.counts(volts, **TEN_BITS) == count


@pytest.mark.parametrize(("volts", "count"), [(-0.3, 0), (2.5, 1023), (2.6, 1023), (400.0, 1023)])
def test_voltages_outside_are_clipped_at_both_ends(volts, count):
    assert adc.counts(volts, **TEN_BITS) == count


def test_there_and_back_is_within_half_a_step():
    volts = np.linspace(0, 1023 * 2.5 / 1024, 5001)
    back = adc.voltage_v(adc.counts(volts, **TEN_BITS), **TEN_BITS)
    assert np.abs(back - volts).max() <= adc.step_v(**TEN_BITS) / 2 * (1 + 1e-9)


@pytest.mark.parametrize("bits", range(1, 25))
def test_closed_form_is_the_rule_of_thumb(bits):
    assert adc.ideal_sqnr_db(bits) == pytest.approx(6.02 * bits + 1.76, abs=0.02)


@pytest.mark.parametrize("bits", [8, 10, 12, 14, 16])
def test_measured_ratio_agrees_with_the_closed_form(bits):
    assert adc.measured_sqnr_db(bits=bits) == pytest.approx(adc.ideal_sqnr_db(bits), abs=0.15)


def test_rounding_error_of_an_even_ramp_is_a_step_over_root_twelve():
    volts = np.linspace(0.1, 2.4, 1_000_003)
    error = adc.voltage_v(adc.counts(volts, **TEN_BITS), **TEN_BITS) - volts
    assert error.std() == pytest.approx(adc.step_v(**TEN_BITS) / math.sqrt(12), rel=1e-3)


@pytest.mark.parametrize("bits", [10, 12, 16])
def test_noise_adds_to_the_rounding_as_variances_do(bits):
    step, noise = 1 / 2**bits, 0.0005
    expected = 10 * math.log10((2 ** (bits - 1) * step) ** 2 / 2 / (step**2 / 12 + noise**2))
    assert adc.measured_sqnr_db(bits=bits, noise_v=noise) == pytest.approx(expected, abs=0.1)


def test_effective_bits_turn_the_closed_form_round():
    assert adc.effective_bits(adc.ideal_sqnr_db(11)) == pytest.approx(11)


def test_same_seed_same_noise():
    assert adc.measured_sqnr_db(bits=9, noise_v=0.01) == adc.measured_sqnr_db(bits=9, noise_v=0.01)


@pytest.mark.parametrize("bits", [0, 33, 9.5, True, -3])
def test_impossible_bits_are_refused(bits):
    with pytest.raises(ValueError, match=r"whole number within 1\.\.32"):
        adc.ideal_sqnr_db(bits)


@pytest.mark.parametrize("reference_v", [0.0, -2.5, math.nan])
def test_impossible_reference_is_refused(reference_v):
    with pytest.raises(ValueError, match="above 0 V"):
        adc.counts(1.0, bits=10, reference_v=reference_v)


@pytest.mark.parametrize("volts", [math.nan, math.inf, [1.0, math.nan]])
def test_missing_voltage_is_refused_with_the_remedy(volts):
    with pytest.raises(ValueError, match="leave missing readings out"):
        adc.counts(volts, **TEN_BITS)


@pytest.mark.parametrize("count", [-1, 1024, [0, 5000]])
def test_count_the_converter_cannot_give_is_refused(count):
    with pytest.raises(ValueError, match=r"within 0\.\.1023"):
        adc.voltage_v(count, **TEN_BITS)


def test_negative_noise_is_refused():
    with pytest.raises(ValueError, match="standard deviation"):
        adc.measured_sqnr_db(bits=8, noise_v=-0.1)
