"""Addresses of the step."""

from django.urls import path

from . import views

urlpatterns = [path("ansokningar/", views.index, name="applications")]
