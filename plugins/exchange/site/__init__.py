"""The whole site as one value: what is read of its content, and everything that is wrong with it."""
