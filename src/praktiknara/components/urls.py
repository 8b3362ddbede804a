"""The addresses of the look: the choice of colours and the page of components."""

from django.urls import path

from praktiknara.components import views

urlpatterns = [
    path("fargschema/", views.color_scheme, name="color_scheme"),
    path("komponenter/", views.component_page, name="component_page"),
]
