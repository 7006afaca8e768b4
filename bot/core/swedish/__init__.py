"""The Swedish language in general: letters, irregular forms, compounds, spelling. It knows no cooperation."""
