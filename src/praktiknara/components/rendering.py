"""How the parts of a form become HTML: as Django's own templates write them, the long ones without a template for each line."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

SELECT = "django/forms/widgets/select.html"


class Renderer(DjangoTemplates):
    """Django's, but a list of a hundred choices is written in one go."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        """Write a part of a form."""
        if template_name == SELECT:
            return select(context["widget"])
        return SafeString(super().render(template_name, context, request))


def attributes(widget: Mapping[str, Any]) -> SafeString:
    """Write attributes: a bare name when the value is True, nothing when it is False."""
    written = (
        f" {name}" if value is True else format_html(' {}="{}"', name, str(value))
        for name, value in widget["attrs"].items()
        if value is not False
    )
    return SafeString("".join(written))


def select(widget: Mapping[str, Any]) -> SafeString:
    """Write a list of choices."""
    opening = format_html('<select name="{}"{}>', widget["name"], attributes(widget))
    return SafeString("\n".join([opening, *_options(widget), "</select>"]))


def _options(widget: Mapping[str, Any]) -> Iterator[str]:
    for group, options, _index in widget["optgroups"]:
        if group:
            yield format_html('  <optgroup label="{}">', group)
        for option in options:
            value, label = (
                conditional_escape(str(option["value"])),
                conditional_escape(localize(option["label"])),
            )
            yield f'  <option value="{value}"{attributes(option)}>{label}</option>'
        if group:
            yield "  </optgroup>"
