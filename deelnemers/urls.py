from django.urls import URLPattern

app_name = "deelnemers"
urlpatterns: list[URLPattern] = []
