"""What somebody browses with, in words they know it by: 'Chrome op Windows'.

A browser calls itself also by the names of all that it wants to be taken for, so the order counts: the rarest first.
Rejected: a library with thousands of devices. Somebody only needs to recognise their own two or three.
"""

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMEN = (
    ("iPhone", "een iPhone"),
    ("iPad", "een iPad"),
    ("Android", "Android"),
    ("CrOS", "een Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "een Mac"),
    ("Linux", "Linux"),
)


def toestel(user_agent: str) -> str:
    """Never any of the text itself: whoever logs in writes that."""
    browser = next((naam for teken, naam in _BROWSERS if teken in user_agent), "Een andere browser")
    systeem = next((naam for teken, naam in _SYSTEMEN if teken in user_agent), "")
    return f"{browser} op {systeem}" if systeem else browser
