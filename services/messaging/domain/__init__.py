"""The rules of messages, pure."""
