from django.urls import URLPattern

app_name = "berichten"
urlpatterns: list[URLPattern] = []
