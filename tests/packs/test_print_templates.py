"""Every print template can be read: a filter or a part that there is not shows before a pack."""

import pytest

from packs import html

NAMES = sorted(str(path.relative_to(html.TEMPLATES)) for path in html.TEMPLATES.rglob("*.html"))


@pytest.mark.parametrize("name", NAMES)
def test_a_print_template_is_whole(name):
    assert html.print_environment().get_template(name).root_render_func
