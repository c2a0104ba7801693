from pathlib import Path

import pytest

SAMPLE = Path(__file__).with_name("sample.toml")


@pytest.fixture
def sample() -> str:
    """The text of a small valid quiz."""
    return SAMPLE.read_text(encoding="utf-8")


@pytest.fixture
def quiz_file(sample, tmp_path, monkeypatch) -> Path:
    """The sample as quiz of the module `demo`."""
    (tmp_path / "datasets").mkdir()
    path = tmp_path / "course" / "lessons" / "02-demo" / "quiz.toml"
    path.parent.mkdir(parents=True)
    path.write_text(sample, encoding="utf-8")
    monkeypatch.setenv("CITYLAB_HOME", str(tmp_path))
    return path
