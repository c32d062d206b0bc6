"""The gateway: one nginx configuration, rendered for a native installation or for images."""
