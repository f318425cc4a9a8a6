"""Lists that are read in."""

urlpatterns = []
