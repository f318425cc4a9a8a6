"""One paper printed the night before."""

urlpatterns = []
