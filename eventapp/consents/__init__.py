"""What people say yes to: exact texts, who said yes to which, and what they can take back."""
