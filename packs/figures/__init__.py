"""What only packs say of a frozen month: its returns, the headline, what changed. Pure."""
