"""The Swedish language in general: letters, irregular forms, compounds, spelling. Nothing here knows the cooperation."""
