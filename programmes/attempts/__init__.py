"""How pages try the acts that take more than one form, or a return with all that was read of it."""
