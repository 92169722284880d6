"""Mail while developing: nothing leaves this machine, each letter stands readable in the terminal, its links whole.

Django's own backend prints what goes over the wire, in which a long address is cut and wrapped.
"""

from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend as Console

_STREEP = "─" * 72


class Terminal(Console):
    def write_message(self, message: EmailMessage) -> None:
        kop = f"Mail aan {', '.join(message.recipients())}\n{message.subject}"
        self.stream.write(f"\n{_STREEP}\n{kop}\n\n{str(message.body).strip()}\n{_STREEP}\n\n")
