"""The HTTP face of a service, made from its contract: `create_app` and `current_actor`."""

from chassis.http.app import create_app, current_actor

__all__ = ["create_app", "current_actor"]
