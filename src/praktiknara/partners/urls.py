"""Addresses of agreements, programmes and outside money."""

from django.urls import path

from . import views

urlpatterns = [
    path("avtal/", views.agreements, name="agreements"),
    path("avtal/<slug:slug>/", views.agreement, name="agreement"),
    path("program/", views.programmes, name="programmes"),
    path("program/<slug:slug>/", views.programme, name="programme"),
    path("statliga-medel/", views.outside_money_list, name="outside_money_list"),
    path("statliga-medel/<slug:slug>/", views.outside_money, name="outside_money"),
]
