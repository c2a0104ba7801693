"""What Binder's build does: our settings in the environment, and those of others untouched."""

import json

from classroom.lab import START_PAGE
from classroom.lab_page.install import install

ETC = "etc/jupyter"


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def test_any_jupyterlab_of_the_environment_has_the_buttons_and_the_start_page(tmp_path):
    written = install(tmp_path)
    assert all(path.is_file() for path in written)
    package = tmp_path / "share/jupyter/labextensions/smart-cities-lab"
    assert (package / read(package / "package.json")["jupyterlab"]["_build"]["load"]).is_file()
    extensions = read(tmp_path / ETC / "jupyter_server_config.d/smart-cities-lab.json")
    assert extensions == {"ServerApp": {"jpserver_extensions": {"classroom.lab_page": True}}}
    assert read(tmp_path / ETC / "jupyter_lab_config.json") == {"LabApp": {"default_url": f"/lab/tree/{START_PAGE}"}}


def test_settings_of_others_stay(tmp_path):
    path = tmp_path / ETC / "labconfig" / "page_config.json"
    path.parent.mkdir(parents=True)
    path.write_text('{"disabledExtensions": {"other": true}, "more": 1}')
    install(tmp_path)
    install(tmp_path)
    assert read(path) == {
        "disabledExtensions": {"other": True, "@jupyterlab/apputils-extension:announcements": True},
        "more": 1,
    }
