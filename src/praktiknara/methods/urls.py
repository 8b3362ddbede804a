"""Addresses of methods."""

from django.urls import path

from . import views

urlpatterns = [
    path("metoder/", views.methods, name="methods"),
    path("metoder/<slug:slug>/", views.method, name="method"),
]
