"""Mails, SMS and letters: the only service that talks to people outside the site."""
