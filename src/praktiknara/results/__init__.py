"""Reports, outcomes and what happened afterwards."""
