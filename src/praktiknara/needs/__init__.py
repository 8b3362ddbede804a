"""What the districts do not know: inventories and needs."""
