"""Addresses of plans and of the assignments of the budget."""

from django.urls import path

from . import views

urlpatterns = [
    path("plan/", views.plans, name="plans"),
    path("plan/jamfor/", views.compare, name="compare_plans"),
    path("plan/budgetuppdrag/", views.budget_assignments, name="budget_assignments"),
    path("plan/<slug:slug>/", views.plan, name="plan"),
]
