"""Every address of the site, app by app."""

from django.contrib.auth import views as auth
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("dashboards.urls")),
    path("", include("programmes.urls")),
    path("", include("kpis.urls")),
    path("", include("assurance.urls")),
    path(
        "sign-in",
        auth.LoginView.as_view(template_name="registration/sign_in.html"),
        name="sign_in",
    ),
    path("sign-out", auth.LogoutView.as_view(), name="sign_out"),
]
