"""Addresses of applications."""

from django.urls import path

from .views import lists, page, writing

urlpatterns = [
    path("utlysningar/<slug:slug>/ansok/", lists.start, name="start_application"),
    path("ansokningar/", lists.index, name="applications"),
    path("ansokningar/<int:pk>/", page.application_page, name="application"),
    path("ansokningar/<int:pk>/skriv/<slug:section>/", writing.write, name="write_application"),
    path("ansokningar/<int:pk>/fraga/", writing.ask, name="ask_co_applicant"),
    path("ansokningar/<int:pk>/medsokande/<int:asked>/ta-bort/", writing.drop, name="drop_co_applicant"),
    path("ansokningar/<int:pk>/medsokande/<int:asked>/svara/", page.answer, name="answer_co_applicant"),
    *(
        path(f"ansokningar/<int:pk>/{word}/", page.move, {"verb": name}, name=name)
        for word, name in (
            ("be-om-underskrift", "hand_over"),
            ("skriv-under", "sign_application"),
            ("oppna-for-andring", "take_back_application"),
        )
    ),
    path("ansokningar/<int:pk>/skicka/", page.submit, name="submit_application"),
    path("ansokningar/<int:pk>/kvitto/", page.receipt, name="application_receipt"),
    path("ansokningar/<int:pk>/ta-tillbaka/", page.withdraw, name="withdraw_application"),
    path("ansokningar/<int:pk>/diariefor/", page.register, name="register_application"),
]
