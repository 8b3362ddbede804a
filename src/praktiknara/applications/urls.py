"""Addresses of applications."""

from django.urls import path

from . import views

urlpatterns = [
    path("utlysningar/<slug:slug>/ansok/", views.start, name="start_application"),
    path("ansokningar/", views.index, name="applications"),
    path("ansokningar/<int:pk>/", views.application_page, name="application"),
    path("ansokningar/<int:pk>/skriv/<slug:section>/", views.write, name="write_application"),
    path("ansokningar/<int:pk>/fraga/", views.ask, name="ask_co_applicant"),
    path("ansokningar/<int:pk>/medsokande/<int:asked>/ta-bort/", views.drop, name="drop_co_applicant"),
    path("ansokningar/<int:pk>/medsokande/<int:asked>/svara/", views.answer, name="answer_co_applicant"),
    *(
        path(f"ansokningar/<int:pk>/{word}/", views.move, {"verb": name}, name=name)
        for word, name in (
            ("be-om-underskrift", "hand_over"),
            ("skriv-under", "sign_application"),
            ("oppna-for-andring", "take_back_application"),
        )
    ),
    path("ansokningar/<int:pk>/skicka/", views.submit, name="submit_application"),
    path("ansokningar/<int:pk>/kvitto/", views.receipt, name="application_receipt"),
    path("ansokningar/<int:pk>/ta-tillbaka/", views.withdraw, name="withdraw_application"),
    path("ansokningar/<int:pk>/diariefor/", views.register, name="register_application"),
]
