"""Service requests: the example of the specification, damaged files, and counts by other means."""

import json
import zipfile

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from citylab import data
from citylab.participation import requests311
from citylab.participation.requests311 import RequestsError

# Like the example answer of GeoReport v2, GET Service Requests; two of its fields are left empty as there.
XML = """<?xml version="1.0" encoding="utf-8"?>
<service_requests>
  <request>
    <service_request_id>638344</service_request_id><status>closed</status>
    <status_notes>Duplicate request.</status_notes><service_name>Sidewalk and Curb Issues</service_name>
    <service_code>006</service_code><description></description>
    <requested_datetime>2010-04-14T06:37:38-08:00</requested_datetime>
    <updated_datetime>2010-04-14T06:37:38-08:00</updated_datetime>
    <address>8TH AVE and JUDAH ST</address><lat>37.762221815</lat><long>-122.4651145</long>
  </request>
  <request>
    <service_request_id>638349</service_request_id><status>open</status>
    <requested_datetime>2010-04-19T06:37:38-08:00</requested_datetime>
    <address>8TH AVE and JUDAH ST</address>
  </request>
</service_requests>"""
ONE = {
    "service_request_id": 7,
    "status": "open",
    "service_code": "ROAD-1",
    "requested_datetime": "2025-05-01T10:00:00Z",
    "lat": 60.19,
    "long": 24.93,
}


@pytest.fixture
def written(tmp_path):
    def write(content, name="requests.json"):
        path = tmp_path / name
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8")
        return path

    return write


# ---- reading ----


def test_xml_of_the_specification_is_read(written):
    table = requests311.read(written(XML, "requests.xml"))
    assert list(table.columns) == list(requests311.FIELDS)
    assert table["service_request_id"].tolist() == ["638344", "638349"]
    assert table.loc[0, "service_code"] == "006"
    assert table.loc[0, "requested_datetime"] == pd.Timestamp("2010-04-14 14:37:38", tz="UTC")
    assert table["lat"].isna().tolist() == [False, True]
    assert pd.isna(table.loc[0, "description"])


def test_json_and_xml_give_the_same_table(written):
    entries = [
        {"service_request_id": 638344, "status": "closed", "status_notes": "Duplicate request.",
         "service_name": "Sidewalk and Curb Issues", "service_code": "006", "description": None,
         "requested_datetime": "2010-04-14T06:37:38-08:00", "updated_datetime": "2010-04-14T06:37:38-08:00",
         "address": "8TH AVE and JUDAH ST", "lat": 37.762221815, "long": -122.4651145, "extended": {"a": 1}},
        {"service_request_id": 638349, "status": "open", "requested_datetime": "2010-04-19T06:37:38-08:00",
         "address": "8TH AVE and JUDAH ST"},
    ]  # fmt: skip
    pd.testing.assert_frame_equal(requests311.read(written(entries)), requests311.read(written(XML, "requests.xml")))


def test_pages_are_joined_and_a_request_on_two_pages_is_kept_as_last_updated(tmp_path):
    path = tmp_path / "pages.zip"
    older = {**ONE, "updated_datetime": "2025-05-02T00:00:00Z"}
    newer = {**ONE, "status": "closed", "updated_datetime": "2025-05-03T00:00:00Z"}
    early = {**ONE, "service_request_id": 3, "requested_datetime": "2025-01-01T00:00:00Z"}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.json", json.dumps([newer]))
        archive.writestr("b.json", json.dumps([older, early]))
    table = requests311.read(path)
    assert table["service_request_id"].tolist() == ["3", "7"]
    assert table["status"].tolist() == ["open", "closed"]


@pytest.mark.parametrize(("size", "full"), [(999, []), (1000, ["requests.json"])])
def test_page_of_a_thousand_may_be_cut_off(written, size, full):
    path = written([{**ONE, "service_request_id": number} for number in range(size)])
    assert requests311.read(path).attrs["full_pages"] == full


def test_empty_page_has_no_rows(written):
    assert requests311.read(written([])).empty


def test_place_that_nobody_entered_is_missing(written):
    assert requests311.read(written([{**ONE, "lat": 0, "long": 0}]))["lat"].isna().all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"service_request_id": None}, "no service_request_id"),
        ({"service_request_id": None, "token": "12"}, "only a token"),
        ({"status": "done"}, "open or closed, got 'done'"),
        ({"requested_datetime": None}, "no requested_datetime"),
        ({"requested_datetime": "2025-05-01T10:00:00"}, "must end in Z or in a zone"),
        ({"updated_datetime": "1 May 2025Z"}, "must look like"),
        ({"lat": 124.9}, "within -90 and 90 degrees, got 124.9; swapped"),
        ({"lat": "here"}, "a number of degrees"),
        ({"long": None}, "must come together"),
        ({"lat": "nan"}, "within -90 and 90"),
    ],
)
def test_damaged_request_is_refused_with_file_and_number(written, change, message):
    with pytest.raises(RequestsError, match=f"requests.json, request 1: .*{message}"):
        requests311.read(written([{**ONE, **change}]))


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        ('[{"service_code":006}]', "a.json", "is no JSON: .* in line 1"),  # so the specification prints it
        ('[{"code": 404, "description": "no such town"}]', "a.json", r"refused: no such town \(404\)"),
        ("<errors><error><code>400</code></error></errors>", "a.xml", "the server refused"),
        ('"hello"', "a.json", "no list of requests"),
        ("<html></html>", "a.xml", "begins with <html>"),
        ("<service_requests>", "a.xml", "is no XML"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><service_requests/>', "a.xml", "declares a document type"),
        ("not a zip", "a.zip", "no zip file"),
    ],
)  # fmt: skip
def test_other_files_are_refused(written, content, name, message):
    with pytest.raises(RequestsError, match=message):
        requests311.read(written(content, name))


def test_missing_and_badly_encoded_files_are_refused(tmp_path):
    with pytest.raises(RequestsError, match="there is no file"):
        requests311.read(tmp_path / "none.json")
    (tmp_path / "latin.json").write_bytes('["ü"]'.encode("latin-1"))
    with pytest.raises(RequestsError, match="UTF-8"):
        requests311.read(tmp_path / "latin.json")


# ---- duplicates ----


def reported(*rows):
    table = pd.DataFrame(rows, columns=["service_code", "day", "metres"])
    table["requested_datetime"] = pd.Timestamp("2025-01-01", tz="UTC") + pd.to_timedelta(table["day"], unit="D")
    return table.assign(lat=60.19 + table["metres"] / 111_195, long=24.93)


def test_near_and_soon_is_a_duplicate_and_nothing_else_is():
    table = reported(("A", 0, 0), ("A", 5, 20), ("A", 6, 40), ("A", 40, 0), ("B", 1, 0), ("A", 2, np.nan))
    first = requests311.first_reports(table, within_m=25, within_days=30)
    assert first[["service_code", "day", "reports"]].to_numpy().tolist() == [
        ["A", 0, 2], ["B", 1, 1], ["A", 2, 1], ["A", 6, 1], ["A", 40, 1],
    ]  # fmt: skip


def test_reports_add_up_to_the_requests():
    requests = requests311.read(data.path("service_requests_synthetic", "requests.zip"))
    assert requests311.first_reports(requests)["reports"].sum() == len(requests)
    assert len(requests311.first_reports(requests, within_m=0, within_days=0)) == len(requests)


def test_duplicates_need_columns_and_limits():
    with pytest.raises(ValueError, match=r"lacks the columns \['service_code'"):
        requests311.first_reports(pd.DataFrame())
    with pytest.raises(ValueError, match="0 or more"):
        requests311.first_reports(reported(("A", 0, 0)), within_m=-1)


# ---- need ----


@pytest.fixture
def inspected():
    streets = data.load("service_requests_synthetic", "streets").drop(columns="faults")
    return data.load("service_requests_synthetic", "inspections").merge(streets, on="street")


def test_model_of_need_is_that_of_statsmodels(inspected):
    need = requests311.fit_need(inspected, ["surface_years", "busy"], exposure="length_m")
    design = sm.add_constant(inspected[["surface_years", "busy"]].astype(float))
    model = sm.GLM(inspected["faults"], design, family=sm.families.Poisson(), exposure=inspected["length_m"]).fit()
    assert np.allclose(need.weights, model.params, rtol=1e-6)
    assert np.allclose(need.covariance, model.cov_params(), rtol=1e-5)
    assert np.allclose(need.expected(inspected), model.fittedvalues)


def test_without_columns_the_need_is_the_mean_rate(inspected):
    need = requests311.fit_need(inspected, [], exposure="length_m")
    rate = inspected["faults"].sum() / inspected["length_m"].sum()
    assert need.expected(inspected).to_numpy() == pytest.approx(rate * inspected["length_m"].to_numpy())


def test_model_finds_the_weights_that_made_the_data(inspected):
    need = requests311.fit_need(inspected, ["surface_years", "busy"], exposure="length_m")
    off = (need.weights - [np.log(0.014), 0.045, 0.6]) / np.sqrt(np.diag(need.covariance))
    assert off.abs().max() < 2.6


def test_rates_are_reported_over_expected_and_intervals_hold_the_true_shares(inspected):
    streets = data.load("service_requests_synthetic", "streets").drop(columns="faults")
    requests = requests311.read(data.path("service_requests_synthetic", "requests.zip"))
    requests = requests.merge(streets[["street", "ward"]], left_on="address_id", right_on="street")
    need = requests311.fit_need(inspected, ["surface_years", "busy"], exposure="length_m")
    rates = requests311.reporting_rates(requests311.first_reports(requests), streets, need)
    assert np.allclose(rates["rate"], rates["reported"] / rates["expected"])
    true = pd.Series({"Riverside": 0.85, "Mill Lane": 0.6, "Station": 0.5, "Weir Estate": 0.22, "Quarry Hill": 0.75})
    assert ((rates["low"] <= true[rates.index]) & (true[rates.index] <= rates["high"])).all()


@pytest.mark.parametrize(
    ("change", "columns", "message"),
    [
        ({"faults": 0}, [], "not all 0"),
        ({"faults": -1}, [], "0 or more"),
        ({"length_m": 0}, [], "above 0"),
        ({"twice": 2}, ["twice"], "never changes"),
        ({}, ["colour"], r"lack the columns \['colour'\]"),
    ],
)
def test_streets_that_teach_nothing_are_refused(inspected, change, columns, message):
    with pytest.raises(ValueError, match=message):
        requests311.fit_need(inspected.assign(**change), columns, exposure="length_m")


def test_kind_of_street_without_any_fault_is_refused():
    streets = pd.DataFrame({"length_m": 100, "new": [True, True, False, False], "faults": [0, 0, 3, 5]})
    with pytest.raises(ValueError, match="no fault at all"):
        requests311.fit_need(streets, ["new"], exposure="length_m")


def test_reported_faults_in_an_unknown_ward_are_refused(inspected):
    need = requests311.fit_need(inspected, [], exposure="length_m")
    with pytest.raises(ValueError, match=r"no street is in ward = \['Harbour'\]"):
        requests311.reporting_rates(pd.DataFrame({"ward": ["Harbour"]}), inspected, need)
    with pytest.raises(ValueError, match="between 0 and 1"):
        requests311.reporting_rates(inspected, inspected, need, level=90)
    with pytest.raises(ValueError, match="lacks the column 'ward'"):
        requests311.reporting_rates(pd.DataFrame(), inspected, need)


def test_heat_picture_counts_every_placed_request(inspected):
    import matplotlib.pyplot as plt

    requests = requests311.read(data.path("service_requests_synthetic", "requests.zip"))
    need = requests311.fit_need(inspected, [], exposure="length_m")
    fig = requests311.heat_picture(requests, inspected, need.expected(inspected), titles=("a", "b"))
    left, right = (ax.collections[0].get_array() for ax in fig.axes[:2])
    plt.close(fig)
    assert left.sum() == requests["lat"].notna().sum()
    assert right.sum() == pytest.approx(inspected["faults"].sum())
