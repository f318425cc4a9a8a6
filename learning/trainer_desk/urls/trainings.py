"""Planning trainings."""

urlpatterns = []
