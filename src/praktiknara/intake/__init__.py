"""What papers and lists say, proposed for the register and taken in only when a person says so."""
