"""How things move: the order of the steps and the one door for every change of state."""
