"""The native launcher: real servers and every service as child processes of one supervisor.

`make up` and the tests use it. Nothing in it knows a patient or a document.
"""
