import os

from django.core.wsgi import get_wsgi_application

from .checks import weiger_onveilig

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verkenning.settings")
application = get_wsgi_application()
weiger_onveilig()
