"""Say whether this computer can do what the course needs: `citylab doctor`."""
