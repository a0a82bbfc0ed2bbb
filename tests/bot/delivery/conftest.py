"""A real outbox, a real Web API on loopback, and delivery between them."""

from delivery_scene import database, scene, slack, store

__all__ = ["database", "scene", "slack", "store"]
