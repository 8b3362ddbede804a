"""Addresses of the step."""

from django.urls import path

from . import views

urlpatterns = [path("uppfoljning/", views.index, name="results")]
