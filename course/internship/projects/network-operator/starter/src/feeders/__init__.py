"""Which feeders of a village need reinforcement or flexibility first."""
