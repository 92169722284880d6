from django.urls import path

from .views import lezen, maken, publiceren, redactie

app_name = "berichten"
urlpatterns = [
    path("<slug:slug>/berichten/", lezen.lijst, name="lijst"),
    path("<slug:slug>/berichten/<int:nummer>/", lezen.bericht, name="bericht"),
    path("<slug:slug>/berichten/<int:nummer>.pdf", lezen.pdf, name="pdf"),
    path("redactie/<slug:slug>/", redactie.redactie, name="redactie"),
    path("redactie/<slug:slug>/berichten/<int:nummer>/", maken.maken, name="maken"),
    path("redactie/<slug:slug>/berichten/<int:nummer>/gegevens/", redactie.gegevens, name="gegevens"),
    path("redactie/<slug:slug>/berichten/<int:nummer>/blokken/", maken.erbij, name="erbij"),
    path(
        "redactie/<slug:slug>/berichten/<int:nummer>/blokken/<int:blok>/verplaats/", maken.verplaats, name="verplaats"
    ),
    path("redactie/<slug:slug>/berichten/<int:nummer>/blokken/<int:blok>/weg/", maken.weg, name="weg"),
    path("redactie/<slug:slug>/berichten/<int:nummer>/blokken/<int:blok>/terug/", maken.terug, name="terug"),
    path("redactie/<slug:slug>/berichten/<int:nummer>/voorbeeld/", publiceren.voorbeeld, name="voorbeeld"),
    path("redactie/<slug:slug>/berichten/<int:nummer>/voorbeeld.pdf", publiceren.voorbeeld_pdf, name="voorbeeld_pdf"),
    path("redactie/<slug:slug>/berichten/<int:nummer>/publiceer/", publiceren.publiceer, name="publiceer"),
    path("redactie/<slug:slug>/berichten/<int:nummer>/pdf/", publiceren.pdf_opnieuw, name="pdf_opnieuw"),
]
