from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse


@login_not_required
def geen_wachtwoord(request: HttpRequest, pad: str) -> HttpResponse:
    """A password is one more thing to steal and to forget; a mailed code or a passkey does its work."""
    raise Http404
