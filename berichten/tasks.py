"""Work for the worker: making the PDF of an edition."""

from django.tasks import task

from .pdf import maak_pdf_van


@task()
def maak_pdf(uitgave_id: int) -> str:
    """Make the PDF of this edition, unless it is there. Doing it twice does no harm."""
    return maak_pdf_van(uitgave_id)
