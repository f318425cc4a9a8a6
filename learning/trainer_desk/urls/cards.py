"""Cards to print, join codes, and who is vouched for."""

urlpatterns = []
