"""Addresses of the step."""

from django.urls import path

from . import views

urlpatterns = [path("kunskapsbank/", views.index, name="knowledge")]
