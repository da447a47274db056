"""Associations, the people who hold their gatherings, and how those people sign in.

Peers have no account: what they need reaches them by a link in a mail.
"""
