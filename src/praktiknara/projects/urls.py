"""Addresses of a project's steps and payments; the list and the page of a project stand in overview."""

from django.urls import path

from . import views

urlpatterns = [
    path("projekt/<slug:slug>/starta/", views.start, name="start_project"),
    path("projekt/<slug:slug>/avsluta/", views.end, name="end_project"),
    path("projekt/<slug:slug>/permanent/", views.keep, name="keep_project"),
    path("projekt/<slug:slug>/placera/", views.place, name="place_project"),
    path("bidrag/<int:pk>/utbetalningar/", views.plan_payouts, name="plan_payouts"),
    path("utbetalningar/<int:pk>/betala/", views.pay, name="pay_payout"),
    path("utbetalningar/<int:pk>/ta-emot/", views.receive, name="receive_payout"),
]
