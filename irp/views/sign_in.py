"""Signing in, and where it leads."""

from urllib.parse import urlsplit

from django.contrib.auth.views import LoginView
from django.urls import Resolver404, resolve
from django.utils.decorators import method_decorator

from irp.forms import SignInForm
from irp.typed import takes

# Nobody who has just signed in wants these, and signing out answers no GET.
NOT_NEXT = {"sign_in", "sign_out"}


@method_decorator(takes(SignInForm), name="dispatch")
class SignInPage(LoginView):
    """Django's page, with our form; it leads to the page that was asked for, or home."""

    template_name = "registration/sign_in.html"
    authentication_form = SignInForm

    def get_redirect_url(self) -> str:
        """Return the page of this site that was asked for, blank where there is none to show."""
        asked = super().get_redirect_url()
        try:
            found = resolve(urlsplit(asked).path)
        except Resolver404:
            return asked
        return "" if found.view_name in NOT_NEXT else asked
