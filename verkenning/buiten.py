"""Addresses of the outside: what members and visitors read."""

from django.urls import URLPattern

app_name = "verkenning"
urlpatterns: list[URLPattern] = []
