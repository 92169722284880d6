from django.urls import URLPattern

app_name = "sessies"
urlpatterns: list[URLPattern] = []
