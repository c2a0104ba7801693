"""What happens to a placement: absence, withdrawal, a host that leaves, a new one, a call."""
