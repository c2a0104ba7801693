"""Settings of Sphinx for the course's site; nothing on its pages is loaded from outside."""

project = "Joint Smart Cities Laboratory"
author = "the authors of the Joint Smart Cities Laboratory course"
html_title = project
language = "en"

extensions = ["myst_nb", "classroom.site.mathml", "classroom.site.notebook_links"]
templates_path = ["templates"]
exclude_patterns = ["site.json"]

# The notebooks come executed, and their widgets as still pictures: no kernel, no scripts of widgets.
nb_execution_mode = "off"
nb_ipywidgets_js: dict[str, dict[str, str]] = {}
nb_output_stderr = "error"
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3
html_math_renderer = "mathml"

html_theme = "pydata_sphinx_theme"
html_favicon = "static/favicon.svg"
html_static_path = ["static"]
html_css_files = ["course.css"]
html_js_files = [("course.js", {"defer": "defer"})]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_use_index = False
html_domain_indices = False
html_context = {"default_mode": "auto"}
html_sidebars: dict[str, list[str]] = {"index": [], "search": [], "glossary": []}
html_theme_options = {
    "logo": {"text": project},
    "search_bar_text": "Search the course",
    "navbar_align": "left",
    "navigation_depth": 3,
    "show_nav_level": 1,
    "show_toc_level": 2,
    "article_header_end": ["notebook-links"],
    "secondary_sidebar_items": ["page-toc"],
    "primary_sidebar_end": [],
    "footer_start": ["licence"],
    "footer_end": [],
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
