"""What the site cannot show stops the build."""

import nbformat
import pytest

from classroom.errors import CitylabError
from classroom.site.widgets import STATE, Widgets


def test_unknown_widget_is_refused_by_name():
    state = {"state": {"a": {"model_name": "ColorPickerModel", "state": {}}}}
    widgets = Widgets(nbformat.v4.new_notebook(metadata={"widgets": {STATE: state}}))
    with pytest.raises(CitylabError, match="but not these: ColorPickerModel"):
        widgets.still({"model_id": "a"})
