"""Cases, proposals against the frame, board papers and decisions."""
