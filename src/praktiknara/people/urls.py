"""Addresses for signing in and out, and for organisations."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from . import views

urlpatterns = [
    path("logga-in/", views.Login.as_view(), name="login"),
    path("logga-in/demo/", views.demo_login, name="demo_login"),
    path("logga-ut/", LogoutView.as_view(), name="logout"),
    path("organisationer/", views.organisations, name="organisations"),
    path("organisationer/<slug:slug>/", views.organisation, name="organisation"),
]
