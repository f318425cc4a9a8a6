"""The class as it runs."""

urlpatterns = []
