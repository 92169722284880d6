from django.urls import path

from .views.kijk_mee import kijk_mee

app_name = "deelnemers"
urlpatterns = [
    path("kijk-mee/", kijk_mee, name="kijk_mee"),
]
