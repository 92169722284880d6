from .vrijgaveurls import urlpatterns as vrijgave

app_name = "sessies"
urlpatterns = [*vrijgave]
