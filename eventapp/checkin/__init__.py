"""The door: passes are shown, people are let in kindly, and everything can be taken back."""
