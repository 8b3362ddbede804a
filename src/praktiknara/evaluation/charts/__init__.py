"""Charts as SVG from what a result gives: with title, description and data table, readable without colour."""
