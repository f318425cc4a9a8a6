"""What people in a class open on their own phones: joining, the door, the class."""

urlpatterns = []
