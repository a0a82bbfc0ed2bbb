"""A real outbox, a real Web API on loopback, and delivery between them."""

from delivery_scene import scene, slack

__all__ = ["scene", "slack"]
