"""The HTTP side: headers, routes, signing in, serving."""
