"""How each part of a facts file becomes rows: one module per stretch of the chain."""
