"""What an organiser asks of her own: when people sign up, and after the day."""
