"""Who was there."""

from django.urls import path

from learning.trainer_desk.views import door, lines, people, register

SESSION = "<uuid:training>/sessions/<uuid:session>"

urlpatterns = [
    path(f"{SESSION}/register/", register.register, name="register"),
    path(f"{SESSION}/register/marks/", register.marks, name="marks"),
    path(f"{SESSION}/register/history/", register.history, name="history"),
    path(f"{SESSION}/register/add/", people.add, name="add"),
    path(f"{SESSION}/register/photo/", door.photo, name="photo"),
    path(f"{SESSION}/register.pdf", people.sheet, name="sheet"),
    path(f"{SESSION}/door/", door.door, name="door"),
    path("<uuid:training>/people/", people.people, name="people"),
    path("<uuid:training>/people/<uuid:registration>/", lines.line, name="line"),
    path("<uuid:training>/heads/", people.heads, name="heads"),
    path("card/", door.card_at_door, name="card_at_door"),
]
