"""Every data set under datasets/, those of modules to come included, keeps its promises."""

import ast
import hashlib
import json
import subprocess
from pathlib import Path

import jsonschema
import pandas as pd
import pytest

from citylab import data

REPOSITORY = Path(__file__).resolve().parents[2]
SETS = sorted(folder for folder in (REPOSITORY / "datasets").iterdir() if folder.is_dir())
SCHEMA = json.loads((REPOSITORY / "course/classroom/datapackage.schema.json").read_text(encoding="utf-8"))
DTYPES = {"integer": "int64", "number": "float64", "string": "str", "boolean": "bool"}


def passport(folder: Path) -> dict:
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def tables(folder: Path):
    for resource in passport(folder)["resources"]:
        if "schema" in resource:  # a zip file or a vote has no columns
            yield resource, data.load(folder.name, resource["name"])


every_set = pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)


@every_set
def test_passport_fits_the_schema(folder):
    jsonschema.validate(passport(folder), SCHEMA)


@every_set
def test_name_in_the_passport_is_the_folder(folder):
    assert passport(folder)["name"] == folder.name


@every_set
def test_bytes_and_hash_are_those_of_the_file(folder):
    for resource in passport(folder)["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert len(content) == resource["bytes"]
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()


@every_set
def test_every_column_has_the_type_of_its_field(folder):
    for resource, table in tables(folder):
        flat = table.reset_index() if resource.get("index") else table
        fields = resource["schema"]["fields"]
        assert list(flat.columns) == [field["name"] for field in fields]
        for field in fields:
            dtype = flat[field["name"]].dtype
            if field["type"] == "datetime":
                assert pd.api.types.is_datetime64_any_dtype(dtype)
                assert str(getattr(dtype, "tz", None)) == str(resource.get("timezone"))
            else:
                assert dtype == DTYPES[field["type"]]


@every_set
def test_every_column_carries_its_unit(folder):
    for resource, table in tables(folder):
        units = {field["name"]: field["unit"] for field in resource["schema"]["fields"]}
        assert table.attrs["units"] == units


@every_set
def test_primary_key_is_unique_and_complete(folder):
    for resource, table in tables(folder):
        key = resource["schema"].get("primaryKey")
        if key:
            flat = table.reset_index() if resource.get("index") else table
            assert not flat[key].duplicated().any()
            assert not flat[key].isna().any(axis=None)


@every_set
def test_simulated_data_says_synthetic_first_thing(folder):
    about = passport(folder)
    assert about["title"].startswith("Synthetic: ") == folder.name.endswith("_synthetic")
    if folder.name.endswith("_synthetic"):
        assert about["synthetic"]


@every_set
def test_made_up_things_are_called_so(folder):
    about = passport(folder)
    words = ("synthetic", "benchmark", "reference network")
    text = f"{about['title']} {about['description']}".lower()
    assert not about["synthetic"] or any(word in text for word in words)


@every_set
def test_make_says_where_the_data_came_from_and_how_to_run_it(folder):
    module = ast.parse((folder / "make.py").read_text(encoding="utf-8"))
    text = ast.get_docstring(module)
    assert text
    assert "make.py" in text


@every_set
def test_folder_holds_what_the_passport_names_and_nothing_large(folder):
    named = {resource["path"] for resource in passport(folder)["resources"]}
    kept = {*named, "datapackage.json", "make.py", "LICENSE", "NOTICE"}
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "--", str(folder)],
        cwd=REPOSITORY, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    listed = [name for name in listed if (REPOSITORY / name).is_file()]  # not those deleted since the last commit
    names = {Path(name).name for name in listed}
    assert names <= kept
    assert all((REPOSITORY / name).stat().st_size < 1_000_000 for name in listed)


@every_set
def test_licence_text_is_kept_where_the_licence_demands_it(folder):
    names = {licence["name"] for licence in passport(folder)["licenses"]}
    if any(name.startswith(("MIT", "BSD", "ODbL", "EC-reuse")) for name in names):
        assert (folder / "LICENSE").is_file() or (folder / "NOTICE").is_file()


def test_catalogue_lists_every_set():
    assert list(data.catalogue().index) == [folder.name for folder in SETS]
