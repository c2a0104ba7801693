"""Time on air, limits and collisions against published values, a count of symbols and closed forms."""

import math

import pytest

from citylab import data
from citylab.iot import lora


def counted_ms(payload_bytes, factor, *, bandwidth_khz=125, denominator=5, preamble=8, header=True):
    """
    Count the symbols of a packet one block after another, in quarters of a symbol.

    The first block is always 8 symbols and carries 4 (SF - 2) bits, the header among them; each
    further block of `denominator` symbols carries 4 SF bits, two per symbol less when a symbol is long.
    """
    symbol_ms = 2**factor / bandwidth_khz
    left = 8 * payload_bytes + 16 + (20 if header else 0)
    quarters = 4 * preamble + (25 if factor < 7 else 17) + 4 * 8
    left -= 4 * factor if factor < 7 else 4 * (factor - 2)
    per_block = 4 * (factor - 2) if symbol_ms > 16 else 4 * factor
    while left > 0:
        left -= per_block
        quarters += 4 * denominator
    return quarters / 4 * symbol_ms


# The tests of The Things Stack (pkg/toa/toa_test.go): 10 bytes, coding rate 4/5.
@pytest.mark.parametrize(
    ("factor", "published_us"),
    [(7, 41216), (8, 72192), (9, 144384), (10, 288768), (11, 577536), (12, 991232)],
)
def test_time_on_air_is_that_of_the_things_stack(factor, published_us):
    assert lora.time_on_air_ms(10, spreading_factor=factor) == pytest.approx(published_us / 1000)


@pytest.mark.parametrize(("rate", "published_us"), [(1, 41216), (2, 45312), (3, 49408), (4, 53504)])
def test_coding_rates_are_those_of_the_things_stack(rate, published_us):
    assert lora.time_on_air_ms(10, spreading_factor=7, coding_rate=rate) == pytest.approx(published_us / 1000)


@pytest.mark.parametrize(("bandwidth_khz", "published_us"), [(125, 41216), (250, 20608), (500, 10304)])
def test_bandwidths_are_those_of_the_things_stack(bandwidth_khz, published_us):
    found = lora.time_on_air_ms(10, spreading_factor=7, bandwidth_khz=bandwidth_khz)
    assert found == pytest.approx(published_us / 1000)


# The tests of the airtime calculator of A. van Bentem.
@pytest.mark.parametrize(
    ("payload", "factor", "bandwidth_khz", "rate", "published_ms"),
    [
        (14, 7, 125, 1, 46.336), (16, 7, 125, 1, 51.456), (25, 7, 125, 1, 61.696), (25, 7, 250, 1, 30.848),
        (25, 7, 125, 4, 86.272), (16, 7, 250, 4, 34.944), (15, 8, 125, 1, 92.672), (25, 8, 125, 1, 113.152),
        (16, 11, 125, 1, 659.456), (25, 11, 125, 1, 823.296),
    ],
)  # fmt: skip
def test_time_on_air_is_that_of_a_published_calculator(payload, factor, bandwidth_khz, rate, published_ms):
    found = lora.time_on_air_ms(payload, spreading_factor=factor, bandwidth_khz=bandwidth_khz, coding_rate=rate)
    assert found == pytest.approx(published_ms)


@pytest.mark.parametrize("factor", range(5, 13))
@pytest.mark.parametrize("bandwidth_khz", [125, 500])
@pytest.mark.parametrize("header", [True, False])
def test_every_packet_has_the_symbols_that_are_counted_one_by_one(factor, bandwidth_khz, header):
    for payload in range(0, 256, 5):
        options = {"spreading_factor": factor, "bandwidth_khz": bandwidth_khz, "explicit_header": header}
        found = lora.time_on_air_ms(payload, **options)
        assert found == pytest.approx(counted_ms(payload, factor, bandwidth_khz=bandwidth_khz, header=header))


def test_small_factors_lock_on_for_two_symbols_more():
    # Four whole blocks fit either way: 8 + 6.25 + 8 symbols and ceil((80 + 16 - 24 + 20) / 24) = 4 blocks of 5.
    assert lora.time_on_air_ms(10, spreading_factor=6) == pytest.approx((8 + 6.25 + 8 + 4 * 5) * 0.512)


def test_a_longer_preamble_adds_its_symbols():
    short, long = (lora.time_on_air_ms(10, spreading_factor=9, preamble_symbols=n) for n in (8, 16))
    assert long - short == pytest.approx(8 * 4.096)


def test_optimisation_can_be_switched_by_hand():
    on, off = (lora.time_on_air_ms(40, spreading_factor=10, low_data_rate=flag) for flag in (True, False))
    assert on > off == lora.time_on_air_ms(40, spreading_factor=10)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"spreading_factor": 13}, "from 5 to 12"),
        ({"spreading_factor": 7.5}, "from 5 to 12"),
        ({"spreading_factor": 7, "bandwidth_khz": 125_000}, "in kHz, not Hz"),
        ({"spreading_factor": 7, "coding_rate": 5}, "1 stands for 4/5"),
        ({"spreading_factor": 7, "preamble_symbols": 0}, "LoRaWAN uses 8"),
    ],
)
def test_impossible_settings_are_refused_with_the_remedy(options, message):
    with pytest.raises(ValueError, match=message):
        lora.time_on_air_ms(10, **options)


@pytest.mark.parametrize("payload", [-1, 256, 1.5])
def test_impossible_payloads_are_refused(payload):
    with pytest.raises(ValueError, match="in several messages"):
        lora.time_on_air_ms(payload, spreading_factor=7)


# RP002 lists these limits; its dwell time of 400 ms alone leads to them.
@pytest.mark.parametrize("region", ["US915", "AS923"])
def test_published_payload_limits_are_the_longest_messages_within_the_dwell_time(region):
    rates = data.load("lora_regions", "data_rates").query("region == @region")
    for factor, longest in zip(rates["spreading_factor"], rates["payload_max_bytes"], strict=True):
        size = int(longest) + lora.LORAWAN_BYTES
        if longest:
            assert lora.time_on_air_ms(size, spreading_factor=int(factor)) <= 400
        if size < 255:
            assert lora.time_on_air_ms(size + 1, spreading_factor=int(factor)) > 400


def test_one_percent_of_an_hour_is_36_seconds():
    assert lora.messages_per_day(1000, duty_cycle=0.01) == 36 * 24


def test_a_message_that_does_not_fit_into_the_hour_is_not_sent():
    assert lora.messages_per_day(36_001, duty_cycle=0.01) == 0


def test_the_stricter_limit_counts():
    assert lora.messages_per_day(1000, duty_cycle=0.01, airtime_s_per_day=30) == 30
    assert lora.messages_per_day(1000, duty_cycle=None, airtime_s_per_day=1e6) == 1000 * 1000


@pytest.mark.parametrize(
    ("time_ms", "options", "message"),
    [
        (0, {}, "above 0"),
        (10, {"duty_cycle": 1.5}, "1 % is 0.01"),
        (10, {"duty_cycle": None}, "give duty_cycle or"),
    ],
)
def test_limits_that_make_no_sense_are_refused(time_ms, options, message):
    with pytest.raises(ValueError, match=message):
        lora.messages_per_day(time_ms, **options)


def test_budget_forbids_what_is_longer_than_the_payload_limit():
    table = lora.airtime_budget(60)
    assert table["allowed"].tolist() == [True, True, True, False, False, False]
    assert (table.loc[~table["allowed"], "messages_per_day"] == 0).all()


def test_budget_of_a_band_follows_its_duty_cycle():
    g2, g1 = (lora.airtime_budget(12, band=band).loc[12, "messages_per_day"] for band in ("g2", "g1"))
    assert (g2, g1) == (24 * math.floor(3600 / 1482.752), 24 * math.floor(36_000 / 1482.752))


def test_dwell_time_forbids_sf10_in_america():
    table = lora.airtime_budget(12, region="US915")
    assert not table.loc[10, "allowed"]
    assert table.loc[7:9, "messages_per_day"].isna().all()


@pytest.mark.parametrize(
    ("options", "message"),
    [({"region": "EU"}, "there are: EU868"), ({"band": "g9"}, "it has: g, g1")],
)
def test_unknown_regions_and_bands_are_refused_with_the_known(options, message):
    with pytest.raises(ValueError, match=message):
        lora.airtime_budget(12, **options)


def test_budget_refuses_what_no_packet_holds():
    with pytest.raises(ValueError, match="from 0 to 242"):
        lora.airtime_budget(243)


def test_sensitivity_is_that_of_the_data_sheet():
    assert [lora.sensitivity_dbm(factor) for factor in range(6, 13)] == [-118, -123, -126, -129, -132, -133, -136]


# Thermal noise, the data sheet's demodulator SNR of -7.5 dB at SF7 to -20 dB at SF12, noise figure 6 dB.
def test_sensitivity_lies_within_two_decibels_of_noise_and_snr():
    for factor in range(7, 13):
        computed_dbm = -174 + 10 * math.log10(125_000) + 6 - 7.5 - 2.5 * (factor - 7)
        assert lora.sensitivity_dbm(factor) == pytest.approx(computed_dbm, abs=2.1)


def test_sensitivity_of_sf5_is_not_in_the_data_sheet():
    with pytest.raises(ValueError, match="6 to 12"):
        lora.sensitivity_dbm(5)


@pytest.mark.parametrize("sensors", [50, 500, 3000])
@pytest.mark.parametrize("channels", [1, 3])
def test_simulated_success_lies_within_four_standard_errors_of_the_closed_form(sensors, channels):
    traffic = {"time_on_air_ms": 400.0, "period_s": 1200, "channels": channels}
    drawn = lora.simulate_aloha(sensors, hours=48, seed=3, **traffic)
    assert abs(drawn.success - lora.aloha_success(sensors, **traffic)) < 4 * drawn.standard_error
    assert drawn.received == round(drawn.success * drawn.sent)


def test_throughput_peaks_at_half_a_message_and_eighteen_percent():
    loads = [n / 100 for n in range(1, 200)]
    through = [load * lora.aloha_success(1, time_on_air_ms=1000 * load, period_s=1) for load in loads]
    assert loads[through.index(max(through))] == 0.5
    assert max(through) == pytest.approx(1 / (2 * math.e))


def test_same_seed_same_day():
    traffic = {"time_on_air_ms": 100.0, "period_s": 60}
    assert lora.simulate_aloha(20, seed=1, **traffic) == lora.simulate_aloha(20, seed=1, **traffic)


def test_too_few_messages_for_a_share_are_refused():
    with pytest.raises(ValueError, match="simulate more hours"):
        lora.simulate_aloha(1, time_on_air_ms=100, period_s=3600, hours=2, seed=1)


@pytest.mark.parametrize("name", ["sensors", "time_on_air_ms", "period_s", "channels"])
def test_load_refuses_what_is_not_positive(name):
    given = {"sensors": 10, "time_on_air_ms": 50.0, "period_s": 600, "channels": 1, name: 0}
    with pytest.raises(ValueError, match=f"{name} must be above 0"):
        lora.aloha_load(given.pop("sensors"), **given)
