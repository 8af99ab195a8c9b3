"""The formulas, a file for each family; importing a file registers its formulas."""
