"""Addresses of intake."""

from django.urls import path

from .views import lists, reviews

urlpatterns = [
    path("inlasning/", reviews.index, name="intake"),
    path("inlasning/handling/<int:pk>/las/", reviews.start, name="start_reading"),
    path("inlasning/<int:pk>/", reviews.reading, name="reading"),
    path("inlasning/<int:pk>/godta-sakra/", reviews.accept_certain, name="accept_certain"),
    path("inlasning/<int:pk>/avsluta/", reviews.close, name="close_reading"),
    path("inlasning/<int:pk>/oppna/", reviews.reopen, name="reopen_reading"),
    path("inlasning/<int:pk>/angra/", reviews.undo_reading, name="undo_reading"),
    path("inlasning/forslag/<int:pk>/godta/", reviews.accept, name="accept_proposal"),
    path("inlasning/forslag/<int:pk>/ratta/", reviews.mend, name="mend_proposal"),
    path("inlasning/forslag/<int:pk>/avvisa/", reviews.reject, name="reject_proposal"),
    path("inlasning/forslag/<int:pk>/angra/", reviews.undo, name="undo_proposal"),
    path("inlasning/listor/", lists.index, name="sheets"),
    path("inlasning/listor/<int:pk>/", lists.sheet, name="sheet"),
    path("inlasning/listor/<int:pk>/kolumner/", lists.columns, name="map_sheet"),
    path("inlasning/listor/<int:pk>/val/", lists.choose, name="choose_rows"),
    path("inlasning/listor/<int:pk>/las-in/", lists.take, name="take_sheet"),
    path("inlasning/listor/<int:pk>/angra/", lists.undo, name="undo_sheet"),
]
