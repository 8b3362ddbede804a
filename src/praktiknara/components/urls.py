"""The addresses of the look: language, colours and the page of components."""

from django.urls import path
from django.views.i18n import set_language

from praktiknara.components import views

urlpatterns = [
    path("sprak/", set_language, name="set_language"),
    path("fargschema/", views.color_scheme, name="color_scheme"),
    path("komponenter/", views.component_page, name="component_page"),
]
