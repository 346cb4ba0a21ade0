"""What is being done: programmes, milestones, returns and sign-off."""
