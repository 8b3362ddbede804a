"""The money: funds, their names by year and their yearly frames."""
