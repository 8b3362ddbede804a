"""The address of needs."""

from django.urls import path

from . import views

urlpatterns = [path("behov/", views.needs, name="needs")]
