from django import template

from verkenning.kijkers import KIJKERS

register = template.Library()


@register.simple_tag
def kijkers() -> tuple[object, ...]:
    """{% kijkers as mensen %}: the people of the demo. No query: a page for outsiders asks for nothing more by it."""
    return KIJKERS
