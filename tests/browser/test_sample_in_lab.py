"""What a learner touches, touched: in JupyterLab, by keyboard, without a network."""

import pytest
from lab_session import cells_never_run, errors_in, maps_drawn, output_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def text_of(page, code):
    """Return the visible text below the cell whose code contains `code`."""
    cell = page.locator(".jp-CodeCell").filter(has_text=code)
    return cell.first.locator(".jp-OutputArea").first.inner_text()


def test_everything_runs_and_nothing_is_asked_of_the_world(sample):
    assert errors_in(sample.cells) == []
    assert cells_never_run(sample.cells) == []
    assert sample.outside == []


def test_map_is_drawn(sample):
    assert maps_drawn(sample) == [6]  # one outline, one line, four nodes


def test_legend_of_the_map_is_reached_by_keyboard(sample):
    frame = next(frame for frame in sample.frames if frame.locator(".leaflet-container").count())
    legend = frame.get_by_role("group", name="Legend: Voltage (pu)")
    legend.focus()
    assert legend.evaluate("element => element === document.activeElement")


def test_map_is_moved_by_keyboard_and_by_mouse_without_a_network(sample):
    frame = next(frame for frame in sample.frames if frame.locator(".leaflet-container").count())
    pane, window = frame.locator(".leaflet-map-pane"), frame.locator(".leaflet-container")
    places = [pane.evaluate("element => element.style.transform")]
    window.focus()
    sample.keyboard.press("ArrowRight")
    sample.wait_for_timeout(600)  # [ms] it glides
    places.append(pane.evaluate("element => element.style.transform"))
    box = window.bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    sample.mouse.move(*middle)
    sample.mouse.down()
    sample.mouse.move(middle[0] + 40, middle[1] + 30, steps=5)
    sample.mouse.up()
    sample.wait_for_timeout(600)
    places.append(pane.evaluate("element => element.style.transform"))
    assert len(set(places)) == 3
    assert frame.locator(".leaflet-interactive").count() == 6
    assert sample.outside == []


def test_figure_appears_once_and_has_its_text(sample):
    pictures = sample.get_by_alt_text("the load of a street peaks with 35 kW")
    assert pictures.count() == 1
    assert sample.locator(".jp-OutputArea img").count() == 1


def test_check_answers_with_a_sign_and_words(sample):
    assert "✗ Not yet." in text_of(sample, 'check("demo-1-peak", 3456.789)')
    assert "✓ Right." in text_of(sample, 'check("demo-1-peak", 3.456789)')


def test_slider_moved_by_keyboard_changes_the_output(sample):
    handle = sample.locator(".noUi-handle").first
    output = output_of(handle)
    assert "30 homes peak at 36.0 kW" in output.inner_text()
    handle.focus()
    sample.keyboard.press("ArrowRight")
    output.get_by_text("31 homes peak at 37.0 kW").wait_for(timeout=10_000)


RIGHT = ("1 kWh", "Solar panels at noon", "A higher tap")


def test_quiz_is_answered_by_keyboard_alone(sample):
    quiz = sample.locator(".citylab-quiz")
    questions = quiz.locator(":scope > .widget-vbox")
    assert questions.count() == 3
    questions.first.locator("input").first.focus()
    for question in questions.all():  # the order is another one for each learner
        for field in question.locator("input").all():
            text = field.evaluate("element => (element.closest('label') || {innerText: ''}).innerText")
            if field.get_attribute("type") in ("radio", "checkbox"):
                if text.strip().startswith(RIGHT):
                    sample.keyboard.press("Space")
            else:
                sample.keyboard.type("7,5")
            sample.keyboard.press("Tab")
        sample.keyboard.press("Enter")  # on the button
        question.get_by_role("button", name="Checked").wait_for(timeout=10_000)
        sample.keyboard.press("Tab")
    quiz.get_by_text("Your score: 3 of 3").wait_for(timeout=10_000)
    assert quiz.get_by_text("Power that flows back turns the voltage drop into a rise").count()


def test_long_options_are_wrapped_not_cut(sample):
    label = sample.locator(".citylab-quiz label", has_text="most of the power flows back")
    assert label.evaluate("element => element.scrollWidth <= element.clientWidth + 1")
    assert label.bounding_box()["height"] > 30


def test_start_page_links_to_the_notebook(sample):
    link = sample.get_by_role("group").get_by_role("link", name="Look at everything")
    assert "02-demo/01_sample.ipynb" in link.get_attribute("href")
    link.click()
    sample.wait_for_function("jupyterapp.shell.currentWidget.context.path.endsWith('02-demo/01_sample.ipynb')")
